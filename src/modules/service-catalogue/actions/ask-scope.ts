import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { traceShape } from '../../../platform/shape.ts';
import { requestCategories } from '../../agreement/rules/index.ts';
import { agreementOfCatalogue } from '../agreement-of-catalogue.ts';
import { referentsOf } from '../referents-of.ts';
import { categoryNames, refusals, scopeOf, stateOn } from '../rules/index.ts';
import { approvedOn } from '../storage/services.ts';
import { whatIsOffered } from '../what-is-offered.ts';

const both = z.object({ it: z.string().max(2000), en: z.string().max(2000) });
const outcomes = ['in-scope', 'out-of-scope', 'assisted-purchase-needs-project', 'entity-may-buy-unassisted'] as const;

/**
 * Whether something is for the office, and whom to ask otherwise: the table of the agreement answers. Refuses
 * `service-catalogue/no-scope` where it has none, `service-catalogue/only-listed` where it lists instead, `service-catalogue/no-row` where it says nothing of it.
 * Source: rule R-VV-8.
 */
export const askScope = defineAction({
  name: 'service-catalogue/ask-scope',
  title: text('chiedere se una cosa compete all’ufficio', 'ask whether something is for the office'),
  reads: true,
  permission: { capability: 'service-catalogue', letter: 'r', everybody: true },
  http: { method: 'GET', path: '/service-scope' },
  input: z.object({
    category: z.enum(requestCategories),
    project: z.string().trim().max(200).optional().meta({ description: 'Il progetto di cui fa parte.' }),
    hostsManagementApplications: z.stringbool().or(z.boolean()).default(false),
  }),
  output: z.object({
    outcome: z.enum(outcomes),
    says: both,
    requirement: z.string().max(40),
    clause: z.string().max(100),
    article: z.string().max(200),
    /** Names of the referents of the actor's entity, to ask for what is not for the office. */
    ask: z.array(z.string().max(300)).max(100),
    /** What of the catalogue answers to it. */
    services: z.array(z.object({ code: z.string().max(60), name: both })).max(10_000),
    explanation: traceShape,
  }),
  example: { category: 'consumable' },
  async run(context) {
    const { tx, association, actor, reach, now, input } = context;
    const entity = reach === 'p' ? null : actor.entity;
    const { category, project, hostsManagementApplications } = input;
    const agreement = await agreementOfCatalogue(tx, association, now.today);
    if (!agreement || agreement.scope.length === 0) {
      const { offer } = await whatIsOffered(tx, association, now.today);
      throw new Refused(offer ? refusals.onlyListed(offer) : refusals.noScope());
    }
    const asked = { category, project: project || undefined, hostsManagementApplications };
    const answers = agreement.scope.map((clause) => ({ clause, answer: scopeOf(asked, clause) }));
    const found = answers.find(({ answer }) => answer.ok);
    if (!found?.answer.ok) throw new Refused(refusals.noRow(categoryNames[category], agreement.scope[0]!.source));
    const { outcome, says, requirement, explain } = found.answer.value;
    const services = await approvedOn(tx, association, now.today);
    return {
      ...{ outcome, says, requirement },
      clause: found.clause.id,
      article: found.clause.article,
      ask:
        outcome === 'in-scope' || !entity ? [] : [...(await referentsOf(tx, association, { entity, on: now.today }))],
      services: services
        .filter(({ content }) => content.categories.includes(category) && stateOn(content, now.today) === 'active')
        .map(({ code, content }) => ({ code, name: content.name })),
      explanation: explain(),
    };
  },
});

import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import { dayShape, textShape } from '../../../platform/shape.ts';
import { allEntities } from '../../membership/index.ts';
import { registerTitle } from '../../membership/rules/index.ts';
import { agreementOfCatalogue } from '../agreement-of-catalogue.ts';
import { activeOn, costEffect, hasByRight, refusals, stateOn } from '../rules/index.ts';
import { activationsOf, revisionsOf, type StoredActivation } from '../storage/activations.ts';
import { approvedOn, versionsOf } from '../storage/services.ts';
import { activationStates, activationView, viewOfActivation } from './activation-view.ts';
import { inForce } from './catalogue-of-day.ts';
import { codeShape, entityShape } from './shapes.ts';

/** Which entity has which service, from when and by which act; of each entity, how many services it has of those offered to it. */
export const listActivations = defineAction({
  name: 'service-catalogue/list-activations',
  title: text('elencare le attivazioni dei servizi', 'list the activations of services'),
  reads: true,
  permission: {
    capability: 'service-catalogue',
    letter: 'r',
    roles: ['REF', 'MAY', 'ASS', 'PRE', 'TEC', 'L1', 'L2', 'SYS', 'RES', 'ADM', 'FIN', 'ACC', 'AUD'],
  },
  http: { method: 'GET', path: '/service-activations' },
  input: z.object({
    entity: entityShape.optional(),
    service: codeShape.optional(),
    state: z.enum(activationStates).optional(),
    on: dayShape.optional().meta({ description: 'Solo quelle in vigore quel giorno.' }),
  }),
  output: z.object({
    items: z.array(activationView).max(100_000),
    entities: z
      .array(
        z.object({
          entity: z.string().max(40),
          name: z.string().max(200),
          has: z.int().min(0).meta({ format: 'int32' }),
          of: z.int().min(0).meta({ format: 'int32' }),
        }),
      )
      .max(10_000),
    /** Who takes part without being a member, as another associated management: it may have services too. */
    partners: z.array(z.object({ entity: z.string().max(40), name: z.string().max(200) })).max(10_000),
  }),
  example: { service: 'antivirus' },
  async run(context) {
    const { tx, association, actor, reach, now, input } = context;
    const names = await namesOfThings(context);
    const own = reach === 'g' ? input.entity : (actor.entity ?? '');
    if (reach !== 'g' && input.entity !== undefined && input.entity !== own)
      return { items: [], entities: [], partners: [] };
    const all = await activationsOf(tx, association, { entity: own });
    const { entity: _, state, on, service } = input;
    const items = all
      .filter((each) => service === undefined || each.service === service)
      .filter((each) => state === undefined || each.state === state)
      .filter((each) => on === undefined || (inForce(each) && activeOn([each], on).length > 0));
    const offered = (await approvedOn(tx, association, now.today)).filter(
      ({ content }) => stateOn(content, now.today) === 'active',
    );
    const active = new Set(activeOn(all.filter(inForce), now.today).map((each) => `${each.entity} ${each.service}`));
    const entities = names.members
      .filter(({ code }) => own === undefined || code === own)
      .map(({ code, name, hasCed }) => {
        const its = offered.filter(({ content }) => content.entities === null || content.entities.includes(code));
        const has = its.filter(
          ({ code: each, content }) =>
            hasByRight(content, { entity: code, ownOffice: hasCed, on: now.today }) || active.has(`${code} ${each}`),
        );
        return { entity: code as string, name, has: has.length, of: its.length };
      });
    const partners = names.partners
      .filter(({ code }) => own === undefined || code === own)
      .map(({ code, name }) => ({ entity: code as string, name }));
    return { items: items.map(names.view).toSorted(byNames), entities, partners };
  },
});

/** An activation with all that happened to it. */
export const showActivation = defineAction({
  name: 'service-catalogue/show-activation',
  title: text('leggere l’attivazione di un servizio', 'read the activation of a service'),
  reads: true,
  permission: listActivations.permission,
  http: { method: 'GET', path: '/service-activations/:activation' },
  input: z.object({ activation: z.uuid() }),
  output: z.object({
    activation: activationView,
    /** What the service counts; null where nothing. */
    unit: textShape.nullable(),
    /** What it does to what the entity pays; null where nothing is known of the service any more. */
    costEffect: textShape.nullable(),
    history: z.array(activationView).max(10_000),
  }),
  example: { activation: '7b0d5c1e-3f0f-4c55-9d3a-0c8f6b1a2e11' },
  async run(context) {
    const { tx, association, actor, reach, now, input } = context;
    const history = await revisionsOf(tx, association, input.activation);
    const last = history.at(-1);
    if (!last || (reach !== 'g' && last.entity !== actor.entity)) throw new Refused(refusals.noSuchActivation());
    const names = await namesOfThings(context);
    const [version] = await versionsOf(tx, association, last.service);
    const unit = version?.content.unit ? registerTitle(`units:${version.content.unit}`) : null;
    const agreement = await agreementOfCatalogue(tx, association, latest(last.from, now.today));
    const { clause = null, costItem = null } = version?.content ?? {};
    return {
      activation: names.view(last),
      unit,
      costEffect: version
        ? costEffect({
            service: version.content,
            way: costItem === null ? undefined : agreement?.costItems.get(costItem),
            adhesion: clause === null ? undefined : agreement?.adhesions.get(clause),
            unit,
            activation: last,
          })
        : null,
      history: history.map(names.view),
    };
  },
});

const latest = <T extends string>(one: T, other: T): T => (one > other ? one : other);

async function namesOfThings({ tx, association, now }: Pick<ActionContext<unknown>, 'tx' | 'association' | 'now'>) {
  const all = (await allEntities(tx, association)).toSorted((a, b) => a.name.localeCompare(b.name, 'it'));
  const members = all.filter(({ relation }) => relation !== 'partner');
  const entities = new Map<string, string>(all.map(({ code, name }) => [code, name]));
  const services = new Map(
    (await approvedOn(tx, association, now.today)).map(({ code, content }) => [code, content.name]),
  );
  const view = (activation: StoredActivation): z.input<typeof activationView> => ({
    ...viewOfActivation(activation),
    entityName: entities.get(activation.entity) ?? activation.entity,
    serviceName: services.get(activation.service) ?? { it: activation.service, en: activation.service },
  });
  return { members, partners: all.filter(({ relation }) => relation === 'partner'), view };
}

type Line = z.input<typeof activationView>;
const byNames = (a: Line, b: Line) =>
  a.serviceName.it.localeCompare(b.serviceName.it, 'it') ||
  a.entityName.localeCompare(b.entityName, 'it') ||
  (a.from < b.from ? -1 : 1);

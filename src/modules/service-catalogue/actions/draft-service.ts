import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { type Text, text } from '../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import { BadInput, type Problem } from '../../../platform/problem.ts';
import { dayShape } from '../../../platform/shape.ts';
import { allEntities } from '../../membership/index.ts';
import { agreementOfCatalogue } from '../agreement-of-catalogue.ts';
import { refusals, type ServiceContent } from '../rules/index.ts';
import {
  codesOf,
  draftStages,
  draftsOf,
  holdCatalogue,
  insertVersions,
  type ServiceVersion,
  updateVersion,
  versionsOf,
} from '../storage/services.ts';
import { actShape, codeShape, contentShape, stageShape, versionView, whyShape } from './shapes.ts';
import { versionOf } from './show-service.ts';

const decided = z.object({ code: z.string().max(60), version: versionView });
const isDraft = ({ stage }: ServiceVersion) => draftStages.some((each) => each === stage);

/**
 * Writes how a service is to be: a new version, or the draft there is anew. It counts when the head approves it. Bad input where
 * it speaks of clauses, cost items, services or entities that are not there.
 */
export const draftService = defineAction({
  name: 'service-catalogue/draft-service',
  title: text('scrivere un servizio del catalogo', 'write a service of the catalogue'),
  about: text(
    'Un’idea, una cosa in valutazione o una proposta: vale dal giorno indicato, dopo l’approvazione del responsabile.',
    'An idea, something being evaluated or a proposal: it holds from the day given, once the head approves it.',
  ),
  permission: { capability: 'service-catalogue', letter: 'w' },
  http: { method: 'PUT', path: '/services/:service/draft' },
  input: contentShape.extend({ service: codeShape, stage: stageShape.default('proposal'), since: dayShape }),
  output: decided,
  example: {
    service: 'antivirus',
    since: '2027-01-01',
    name: { it: 'Antivirus', en: 'Antivirus' },
    does: {
      it: 'Protegge le postazioni e ne segue gli allarmi.',
      en: 'Protects workstations and follows their alarms.',
    },
    offeredSince: '2027-01-01',
  },
  async run(context) {
    const { tx, association, actor, now, tell } = context;
    const { service: code, stage, since, ...content } = context.input;
    await holdCatalogue(tx, association);
    const problems = await problemsOfContent(context, code, content);
    if (problems.length > 0) throw new BadInput(problems);
    const versions = await versionsOf(tx, association, code);
    const there = versions.find(isDraft);
    const version: ServiceVersion = {
      ...{ code, stage, since, content, draftedBy: actor.name, approvedAt: null, approvedBy: null, act: '' },
      number: there?.number ?? (versions[0]?.number ?? 0) + 1,
      draftedAt: now.instant,
    };
    if (there) await updateVersion(tx, association, version);
    else await insertVersions(tx, association, [version]);
    tell({ before: there ? said(there) : null, after: said(version) });
    return { code, version: versionOf(version) };
  },
});

/** Approves the draft of a service: from its day on that is what holds. Refuses `service-catalogue/no-draft`. */
export const approveService = defineAction({
  name: 'service-catalogue/approve-service',
  title: text('approvare un servizio del catalogo', 'approve a service of the catalogue'),
  permission: { capability: 'service-catalogue', letter: 'a', roles: ['RES'] },
  http: { method: 'POST', path: '/services/:service/approval' },
  input: z.object({ service: codeShape, act: actShape.or(z.literal('')).default('') }),
  output: decided,
  example: { service: 'antivirus', act: 'det. 14/2026' },
  run: (context) => decide(context, { stage: 'approved', act: context.input.act }),
});

/** Gives up the draft of a service. Refuses `service-catalogue/no-draft`. */
export const dropDraft = defineAction({
  name: 'service-catalogue/drop-draft',
  title: text('abbandonare la bozza di un servizio', 'give up the draft of a service'),
  permission: { capability: 'service-catalogue', letter: 'w' },
  http: { method: 'DELETE', path: '/services/:service/draft' },
  input: z.object({ service: codeShape, why: whyShape }),
  output: decided,
  example: { service: 'antivirus' },
  run: (context) => decide(context, { stage: 'dropped', act: context.input.why.slice(0, 300) }),
});

/** What is on its way into the catalogue. */
export const listDrafts = defineAction({
  name: 'service-catalogue/list-drafts',
  title: text('elencare le bozze del catalogo', 'list the drafts of the catalogue'),
  reads: true,
  permission: { capability: 'service-catalogue', letter: 'w' },
  http: { method: 'GET', path: '/service-drafts' },
  input: z.object({}),
  output: z.object({
    items: z
      .array(
        z.object({
          code: z.string().max(60),
          name: z.object({ it: z.string().max(120), en: z.string().max(120) }),
          version: versionView,
        }),
      )
      .max(10_000),
  }),
  example: {},
  run: async ({ tx, association }) => ({
    items: (await draftsOf(tx, association)).map((draft) => ({
      code: draft.code,
      name: draft.content.name,
      version: versionOf(draft),
    })),
  }),
});

async function decide(
  { tx, association, actor, now, tell, input }: ActionContext<{ service: string }>,
  decision: { readonly stage: 'approved' | 'dropped'; readonly act: string },
): Promise<z.input<typeof decided>> {
  await holdCatalogue(tx, association);
  const versions = await versionsOf(tx, association, input.service);
  if (versions.length === 0) throw new Refused(refusals.noSuchService());
  const draft = versions.find(isDraft);
  if (!draft) throw new Refused(refusals.noDraft(versions[0]!.content.name.it));
  const approves = decision.stage === 'approved';
  const version: ServiceVersion = {
    ...draft,
    ...decision,
    approvedAt: approves ? now.instant : null,
    approvedBy: approves ? actor.name : null,
  };
  await updateVersion(tx, association, version);
  tell({ before: said(draft), after: said(version) });
  return { code: draft.code, version: versionOf(version) };
}

const said = ({ code, number, stage, since, content, act }: ServiceVersion) => ({
  ...{ code, number, stage, since, act },
  name: content.name.it,
});

/**
 * What a service speaks of and is not there, each at its place.
 *
 * @param together codes of services written at the same time
 */
export async function problemsOfContent(
  { tx, association, now }: Pick<ActionContext<unknown>, 'tx' | 'association' | 'now'>,
  code: string,
  content: ServiceContent,
  together: ReadonlySet<string> = new Set(),
): Promise<Problem[]> {
  const problems: Problem[] = [];
  const add = (path: string, says: Text) => problems.push({ path, says });
  const agreement = await agreementOfCatalogue(tx, association, now.today);
  if (content.clause !== null && !agreement?.articles.has(content.clause))
    add('clause', text('La convenzione non ha questa clausola.', 'The agreement has no such clause.'));
  const adhesion = content.clause === null ? undefined : agreement?.adhesions.get(content.clause);
  if (adhesion && content.entitlement !== 'on-request')
    add(
      'entitlement',
      text(
        'Per questa clausola lo ha solo chi aderisce con un atto.',
        'By this clause only who adheres by an act has it.',
      ),
    );
  if (adhesion && content.free)
    add(
      'free',
      text('Per questa clausola chi aderisce ne paga una quota.', 'By this clause who adheres pays a share.'),
    );
  if (content.key && !adhesion)
    add(
      'key',
      text(
        'La clausola non divide il costo tra chi aderisce.',
        'The clause does not split the cost among who adheres.',
      ),
    );
  if (content.costItem !== null && !agreement?.costItems.has(content.costItem))
    add('costItem', text('La convenzione non ha questa voce di spesa.', 'The agreement has no such cost item.'));
  if (content.free && content.costItem !== null)
    add('free', text('Ciò che è gratuito non ha una voce di spesa.', 'What is free has no cost item.'));
  if (content.offeredUntil !== null && content.offeredUntil < content.offeredSince)
    add('offeredUntil', text('Finisce prima di cominciare.', 'It ends before it begins.'));
  const known = await codesOf(tx, association);
  content.needs.forEach((need, place) => {
    if (need === code || !(known.has(need) || together.has(need)))
      add(`needs[${place}]`, text(`Non c’è un altro servizio «${need}».`, `There is no other service "${need}".`));
  });
  const entities = content.entities && new Set((await allEntities(tx, association)).map((entity) => entity.code));
  content.entities?.forEach((entity, place) => {
    if (!entities?.has(entity))
      add(`entities[${place}]`, text('Nel registro non c’è questo ente.', 'There is no such entity in the register.'));
  });
  content.fields.forEach((field, place) => {
    if (field.kind === 'choice' && field.choices.length < 2)
      add(`fields[${place}].choices`, text('Servono almeno due risposte.', 'At least two answers are needed.'));
    if (content.fields.findIndex((each) => each.code === field.code) !== place)
      add(
        `fields[${place}].code`,
        text('C’è già una domanda con questo codice.', 'There is a question with this code already.'),
      );
  });
  return problems;
}

import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { dayShape } from '../../../platform/shape.ts';
import { agreementOfCatalogue } from '../agreement-of-catalogue.ts';
import { activate, asService, countsUnits, deactivate, refusals, type Service } from '../rules/index.ts';
import { activationsOf, insertActivations, type StoredActivation } from '../storage/activations.ts';
import { holdCatalogue } from '../storage/services.ts';
import { activationView, viewOfActivation } from './activation-view.ts';
import { type CatalogueOfDay, catalogueOfDay, entityActedFor, inForce } from './catalogue-of-day.ts';
import { actShape, codeShape, countShape, entityShape, whyShape } from './shapes.ts';

type Context<Input = unknown> = ActionContext<Input>;
const ofActivation = { activation: z.uuid() };
const answer = activationView.omit({ entityName: true, serviceName: true });

const terms = {
  from: dayShape,
  until: dayShape.optional().meta({ description: 'L’ultimo giorno, compreso.' }),
  units: countShape.optional().meta({ format: 'int32', description: 'Quante: caselle, postazioni, apparati.' }),
  act: actShape,
  beneficiary: z
    .string()
    .trim()
    .max(200)
    .default('')
    .meta({ description: 'Chi ne usufruisce al posto dell’ente, come un concessionario.' }),
};

/**
 * An entity takes a service: its referent or mayor asks for it, the head approves; what the head records holds at once.
 * Refuses what `activate` refuses, and `service-catalogue/by-right`.
 * Source: Lecco, art. 6 list 2; Asti, costs, second sentence.
 */
export const activateService = defineAction({
  name: 'service-catalogue/activate-service',
  title: text('attivare un servizio per un ente', 'activate a service for an entity'),
  about: text(
    'Il referente chiede per il proprio ente, con l’atto dell’ente; il responsabile approva. Quello che registra il responsabile vale subito.',
    'The referent asks for the own entity, with the entity’s act; the head approves. What the head records holds at once.',
  ),
  permission: { capability: 'service-catalogue', letter: 'a', or: 'w' },
  http: { method: 'POST', path: '/service-activations' },
  input: z.object({ entity: entityShape.optional(), service: codeShape, ...terms }),
  output: answer,
  example: { entity: 'c_e507', service: 'antivirus', from: '2027-01-01', units: 40, act: 'det. 12/2026' },
  async run(context) {
    const { tx, association, actor, input } = context;
    const entity = await entityActedFor(context, input.entity);
    if (!entity) {
      const says = text('Nel registro non c’è questo ente.', 'There is no such entity in the register.');
      throw new BadInput([{ path: 'entity', says }]);
    }
    await holdCatalogue(tx, association);
    const catalogue = await catalogueOfDay(tx, association, {
      on: latest(context.now.today, input.from),
      entity: entity.code,
    });
    const holds = actor.role === 'RES' || actor.kind === 'console';
    const asked: StoredActivation = {
      id: randomUUID(),
      revision: 1,
      entity: entity.code as StoredActivation['entity'],
      service: input.service,
      ...termsOf(input),
      state: holds ? 'in-force' : 'asked',
      did: holds ? 'recorded' : 'asked',
      why: '',
      ...signed(context),
    };
    await checked(context, catalogue, asked);
    await insertActivations(tx, association, [asked]);
    context.tell({ after: said(asked), actingFor: entity.code });
    return viewOfActivation(asked);
  },
});

/** The head approves what an entity asked for, or says why not. Refuses `service-catalogue/already-decided`. */
export const decideActivation = defineAction({
  name: 'service-catalogue/decide-activation',
  title: text('decidere su un servizio chiesto da un ente', 'decide on a service asked for by an entity'),
  permission: { capability: 'service-catalogue', letter: 'a', roles: ['RES'] },
  http: { method: 'POST', path: '/service-activations/:activation/decision' },
  input: z.object({ ...ofActivation, approves: z.stringbool().or(z.boolean()), why: whyShape }),
  output: answer,
  example: { activation: '7b0d5c1e-3f0f-4c55-9d3a-0c8f6b1a2e11', approves: true },
  async run(context) {
    const { tx, association, now, input } = context;
    await holdCatalogue(tx, association);
    const before = await theActivation(context, input.activation);
    if (before.state !== 'asked') throw new Refused(refusals.alreadyDecided());
    if (input.approves) {
      const on = latest(now.today, before.from);
      const catalogue = await catalogueOfDay(tx, association, { on, entity: before.entity });
      await checked(context, catalogue, before);
    }
    return changed(context, before, {
      state: input.approves ? 'in-force' : 'refused',
      did: input.approves ? 'approved' : 'refused',
      why: input.why,
    });
  },
});

/**
 * Ends an activation on a day, counted; what was only asked for is withdrawn. Refuses `service-catalogue/not-in-force`,
 * `ends-before-it-begins`, `needed-by-another`.
 */
export const endActivation = defineAction({
  name: 'service-catalogue/end-activation',
  title: text('chiudere l’attivazione di un servizio', 'end the activation of a service'),
  permission: { capability: 'service-catalogue', letter: 'a', or: 'w' },
  http: { method: 'POST', path: '/service-activations/:activation/end' },
  input: z.object({ ...ofActivation, until: dayShape, why: whyShape }),
  output: answer,
  example: { activation: '7b0d5c1e-3f0f-4c55-9d3a-0c8f6b1a2e11', until: '2027-12-31' },
  async run(context) {
    const { tx, association, now, input } = context;
    await holdCatalogue(tx, association);
    const before = await theActivation(context, input.activation);
    if (before.state === 'asked')
      return changed(context, before, { state: 'withdrawn', did: 'withdrawn', why: input.why });
    if (before.state !== 'in-force') throw new Refused(refusals.notInForce());
    const all = (await activationsOf(tx, association, { entity: before.entity })).filter(inForce);
    const catalogue = await catalogueOfDay(tx, association, {
      on: latest(now.today, input.until),
      entity: before.entity,
    });
    const ended = deactivate(before, input.until, {
      activations: all,
      services: catalogue.versions.map(({ code }) => catalogue.service(code)),
    });
    if (!ended.ok) throw new Refused(...ended.refusals);
    return changed(context, before, { until: input.until, did: 'ended', why: input.why });
  },
});

/**
 * Puts right what was recorded wrongly of an activation in force; it stays known what it said before. Who asked cannot: the
 * office does. Refuses what `activate` refuses, `service-catalogue/not-in-force`.
 */
export const correctActivation = defineAction({
  name: 'service-catalogue/correct-activation',
  title: text('correggere l’attivazione di un servizio', 'correct the activation of a service'),
  permission: { capability: 'service-catalogue', letter: 'w' },
  http: { method: 'PUT', path: '/service-activations/:activation' },
  input: z.object({ ...ofActivation, ...terms, why: z.string().trim().min(1).max(500) }),
  output: answer,
  example: {
    activation: '7b0d5c1e-3f0f-4c55-9d3a-0c8f6b1a2e11',
    from: '2027-01-01',
    units: 42,
    act: 'det. 12/2026',
    why: 'Due postazioni non erano state contate.',
  },
  async run(context) {
    const { tx, association, now, input } = context;
    await holdCatalogue(tx, association);
    const before = await theActivation(context, input.activation);
    if (before.state !== 'in-force') throw new Refused(refusals.notInForce());
    const on = latest(now.today, input.from);
    const catalogue = await catalogueOfDay(tx, association, { on, entity: before.entity });
    const next = { ...before, ...termsOf(input) };
    await checked(context, catalogue, next);
    return changed(context, before, { ...termsOf(input), did: 'corrected', why: input.why });
  },
});

type Terms = Pick<StoredActivation, 'from' | 'until' | 'units' | 'act' | 'beneficiary'>;
const termsOf = ({
  from,
  until,
  units,
  act,
  beneficiary,
}: {
  from: Terms['from'];
  until?: Terms['from'] | undefined;
  units?: number | undefined;
  act: string;
  beneficiary: string;
}): Terms => ({ from, until: until ?? null, units: units ?? null, act, beneficiary });

const latest = <T extends string>(one: T, other: T): T => (one > other ? one : other);
const signed = ({ actor, now }: Context) => ({ at: now.instant, by: actor.name });

/** Refuses what cannot be: the entity's other activations in force stand beside it. */
async function checked(
  { tx, association }: Context,
  catalogue: CatalogueOfDay,
  asked: StoredActivation,
): Promise<void> {
  const { code } = catalogue.service(asked.service);
  const content = catalogue.contentOf(asked.service)!;
  const asksAgreement = content.clause !== null || content.costItem !== null;
  const agreement = asksAgreement ? await agreementOfCatalogue(tx, association, catalogue.on) : undefined;
  const way = content.costItem === null ? undefined : agreement?.costItems.get(content.costItem);
  const service: Service = {
    ...asService(code, content, agreement?.adhesions.get(content.clause!)),
    // at actual cost nothing is divided by how much an entity has
    ...(countsUnits(way) ? {} : { unit: null }),
  };
  if (catalogue.standing(asked.service, asked.entity) === 'by-right') throw new Refused(refusals.byRight(service.name));
  const there = (await activationsOf(tx, association, { entity: asked.entity }))
    .filter(inForce)
    .filter(({ id }) => id !== asked.id);
  const needs = content.needs.filter((code) => catalogue.standing(code, asked.entity) !== 'by-right');
  const result = activate(asked, { ...service, needs }, there);
  if (!result.ok) throw new Refused(...result.refusals);
}

async function theActivation(context: Context, id: string): Promise<StoredActivation> {
  const { tx, association, actor, reach } = context;
  const [found] = await activationsOf(tx, association, { id });
  if (!found || (reach !== 'g' && found.entity !== actor.entity)) throw new Refused(refusals.noSuchActivation());
  return found;
}

async function changed(
  context: Context,
  before: StoredActivation,
  change: Partial<StoredActivation>,
): Promise<z.input<typeof answer>> {
  const after = { ...before, ...change, revision: before.revision + 1, ...signed(context) };
  await insertActivations(context.tx, context.association, [after]);
  context.tell({ before: said(before), after: said(after), actingFor: after.entity });
  return viewOfActivation(after);
}

const said = ({ service, from, until, units, act, state, why }: StoredActivation) => ({
  ...{ service, from, until, units, act, state, why },
});

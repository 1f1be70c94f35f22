import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { dayShape, sourceShape, traceShape } from '../../../platform/shape.ts';
import { requestCategories } from '../../agreement/rules/index.ts';
import { allEntities } from '../../membership/index.ts';
import { conformsTo, refusals } from '../rules/index.ts';
import { holdCatalogue } from '../storage/services.ts';
import { historyOf, insertSystem, type StoredSystem, systemsOf } from '../storage/systems.ts';
import { standardInForce, supportRules } from '../support-of-systems.ts';
import { entityActedFor } from './catalogue-of-day.ts';
import { listActivations } from './list-activations.ts';
import { actShape, entityShape, whyShape } from './shapes.ts';

type Context = ActionContext<unknown>;
const ofSystem = { system: z.uuid() };
const kinds = ['structural', 'application'] as const;
const buyers = ['office', 'entity'] as const;
const dids = ['declared', 'checked', 'authorised', 'refused', 'bought', 'dismissed'] as const;
const authorisations = ['none', 'given', 'refused'] as const;
const answersView = z.record(z.string().max(60), z.object({ met: z.boolean(), evidence: z.string().max(1000) }));
const both = z.object({ it: z.string().max(1000), en: z.string().max(1000) });

const systemView = z.object({
  id: z.uuid(),
  entity: z.string().max(40),
  entityName: z.string().max(200),
  name: z.string().max(200),
  category: z.enum(requestCategories),
  kind: z.enum(kinds),
  use: z.string().max(1000),
  bought: dayShape.nullable(),
  boughtBy: z.enum(buyers).nullable(),
  standard: z.string().max(40).nullable(),
  conforms: z.boolean().nullable(),
  checkedOn: dayShape.nullable(),
  authorisation: z.enum(authorisations),
  authorisationAct: z.string().max(300),
  authorisedOn: dayShape.nullable(),
  supported: z.boolean(),
  integrable: z.boolean(),
  reasons: z.array(both).max(20),
});
const result = systemView.omit({ entityName: true });

/** An entity says what it has or wants to buy: its referent for the own entity, the office for any. */
export const declareSystem = defineAction({
  name: 'service-catalogue/declare-system',
  title: text('dichiarare un sistema dell’ente', 'declare a system of the entity'),
  about: text(
    'Una macchina o un programma che l’ente ha, o che vuole acquistare: senza giorno di acquisto è una domanda di autorizzazione.',
    'A machine or an application that the entity has, or wants to buy: without a day of purchase it asks for the authorisation.',
  ),
  permission: { capability: 'service-catalogue', letter: 'a', or: 'w' },
  http: { method: 'POST', path: '/systems' },
  input: z.object({
    entity: entityShape.optional(),
    name: z.string().trim().min(1).max(200).meta({ description: 'Come si chiama, o che cosa c’è sull’etichetta.' }),
    category: z.enum(requestCategories),
    use: z.string().trim().max(1000).default(''),
    bought: dayShape.optional(),
    boughtBy: z.enum(buyers).optional(),
  }),
  output: result,
  example: { entity: 'c_e507', name: 'NAS anagrafe', category: 'server', bought: '2026-03-15', boughtBy: 'entity' },
  async run(context) {
    const { tx, association, now, input } = context;
    const entity = await entityActedFor(context, input.entity);
    if (!entity) {
      const says = text('Nel registro non c’è questo ente.', 'There is no such entity in the register.');
      throw new BadInput([{ path: 'entity', says }]);
    }
    if (input.bought && input.bought > now.today) {
      const says = text('Il giorno deve ancora venire.', 'The day is yet to come.');
      throw new BadInput([{ path: 'bought', says }]);
    }
    await holdCatalogue(tx, association);
    const same = input.name.toLowerCase();
    if ((await systemsOf(tx, association, { entity: entity.code })).some(({ name }) => name.toLowerCase() === same))
      throw new Refused(refusals.sameName(input.name));
    const declared: StoredSystem = {
      id: randomUUID(),
      revision: 1,
      entity: entity.code as StoredSystem['entity'],
      ...{ name: input.name, category: input.category, use: input.use },
      kind: ['application', 'one-off-software'].includes(input.category) ? 'application' : 'structural',
      bought: input.bought ?? null,
      boughtBy: input.bought ? (input.boughtBy ?? 'entity') : null,
      ...{ standard: null, answers: {}, conforms: null, checkedOn: null },
      ...{ authorisation: 'none', authorisationAct: '', authorisedOn: null },
      ...{ did: 'declared', why: '', at: now.instant, by: context.actor.name },
    };
    return stored(context, null, declared);
  },
});

/**
 * The office answers each point of the standard in force when the system was bought, or today; all that is needed makes it
 * conform. Refuses `service-catalogue/no-standard`.
 * Source: Valdarno e Valdisieve, art. 3 c. 2 n. 13 (requirements of software in a wide area network); Calatino, art. 2.
 */
export const checkSystem = defineAction({
  name: 'service-catalogue/check-system',
  title: text('verificare i requisiti di un sistema', 'check the requirements of a system'),
  permission: { capability: 'service-catalogue', letter: 'w' },
  http: { method: 'PUT', path: '/systems/:system/check' },
  input: z.object({
    ...ofSystem,
    answers: z
      .record(
        z.string().max(60),
        z.object({
          met: z.stringbool().or(z.boolean()).default(false),
          evidence: z.string().trim().max(1000).default(''),
        }),
      )
      .default({}),
  }),
  output: result,
  example: {
    system: '7b0d5c1e-3f0f-4c55-9d3a-0c8f6b1a2e11',
    answers: { banda: { met: true, evidence: 'Prova del 3 marzo: 1,2 Mbit/s.' } },
  },
  async run(context) {
    const { tx, association, now, input } = context;
    await holdCatalogue(tx, association);
    const before = await theSystem(context, input.system);
    const { standards } = await supportRules(tx, association, now.today);
    const standard = standardInForce(standards, { kind: before.kind, on: before.bought ?? now.today });
    if (!standard) throw new Refused(refusals.noStandard());
    const asked = new Set(standard.points.map(({ code }) => code));
    const unknown = Object.keys(input.answers).filter((code) => !asked.has(code));
    if (unknown.length > 0) {
      const says = text('Lo standard non ha questo punto.', 'The standard has no such point.');
      throw new BadInput(unknown.map((code) => ({ path: `answers.${code}`, says })));
    }
    const answers = Object.fromEntries(
      standard.points.map(({ code }) => [
        code,
        (Object.hasOwn(input.answers, code) ? input.answers[code] : undefined) ?? { met: false, evidence: '' },
      ]),
    );
    return stored(context, before, {
      ...before,
      ...{ standard: standard.code, answers, checkedOn: now.today, did: 'checked', why: '' },
      conforms: conformsTo(standard.points, (code) => answers[code]!.met),
    });
  },
});

/**
 * The head authorises a system that conforms, or says why not. Refuses `service-catalogue/outside-standards`.
 * Source: Calatino, art. 2 lett. m; Valdarno e Valdisieve, art. 3 c. 2 n. 13.
 */
export const authoriseSystem = defineAction({
  name: 'service-catalogue/authorise-system',
  title: text('autorizzare un sistema, o dire perché no', 'authorise a system, or say why not'),
  permission: { capability: 'service-catalogue', letter: 'a', roles: ['RES'] },
  http: { method: 'POST', path: '/systems/:system/authorisation' },
  input: z.object({
    ...ofSystem,
    authorises: z.stringbool().or(z.boolean()),
    act: z.string().trim().max(300).default(''),
    why: whyShape,
  }),
  output: result,
  example: { system: '7b0d5c1e-3f0f-4c55-9d3a-0c8f6b1a2e11', authorises: true, act: 'prot. 220/2027' },
  async run(context) {
    const { tx, association, now, input } = context;
    await holdCatalogue(tx, association);
    const before = await theSystem(context, input.system);
    if (input.authorises) {
      const { standards, agreement } = await supportRules(tx, association, now.today);
      const standard = standardInForce(standards, { kind: before.kind, on: before.bought ?? now.today });
      if (standard && !(before.conforms && before.standard === standard.code))
        throw new Refused(
          refusals.outsideStandards(
            standard.title.it,
            agreement?.sourceOfReading('standards.supported_requires_authorisation'),
          ),
        );
    }
    return stored(context, before, {
      ...before,
      authorisation: input.authorises ? 'given' : 'refused',
      authorisedOn: now.today,
      authorisationAct: input.act,
      did: input.authorises ? 'authorised' : 'refused',
      why: input.why,
    });
  },
});

/** The purchase of a declared system, or that it is in use no more. Refuses `service-catalogue/already-bought`. */
export const recordPurchase = defineAction({
  name: 'service-catalogue/record-purchase',
  title: text('registrare l’acquisto di un sistema', 'record the purchase of a system'),
  permission: { capability: 'service-catalogue', letter: 'a', or: 'w' },
  http: { method: 'POST', path: '/systems/:system/purchase' },
  input: z.object({
    ...ofSystem,
    bought: dayShape,
    boughtBy: z.enum(buyers),
    act: actShape.or(z.literal('')).default(''),
  }),
  output: result,
  example: { system: '7b0d5c1e-3f0f-4c55-9d3a-0c8f6b1a2e11', bought: '2026-03-15', boughtBy: 'office' },
  async run(context) {
    const { tx, association, now, input } = context;
    await holdCatalogue(tx, association);
    const before = await theSystem(context, input.system);
    if (before.bought !== null) throw new Refused(refusals.alreadyBought());
    if (input.bought > now.today) {
      const says = text('Il giorno deve ancora venire.', 'The day is yet to come.');
      throw new BadInput([{ path: 'bought', says }]);
    }
    const { bought, boughtBy, act } = input;
    return stored(context, before, { ...before, bought, boughtBy, did: 'bought', why: act });
  },
});

/** Takes a system out of use: it is no more among those declared. */
export const dismissSystem = defineAction({
  name: 'service-catalogue/dismiss-system',
  title: text('dismettere un sistema', 'take a system out of use'),
  permission: { capability: 'service-catalogue', letter: 'a', or: 'w' },
  http: { method: 'DELETE', path: '/systems/:system' },
  input: z.object({ ...ofSystem, why: whyShape }),
  output: result,
  example: { system: '7b0d5c1e-3f0f-4c55-9d3a-0c8f6b1a2e11' },
  async run(context) {
    await holdCatalogue(context.tx, context.association);
    const before = await theSystem(context, context.input.system);
    return stored(context, before, { ...before, did: 'dismissed', why: context.input.why });
  },
});

/** Systems declared by entities, with how each stands today. */
export const listSystems = defineAction({
  name: 'service-catalogue/list-systems',
  title: text('elencare i sistemi dichiarati', 'list the systems declared'),
  reads: true,
  permission: listActivations.permission,
  http: { method: 'GET', path: '/systems' },
  input: z.object({
    entity: entityShape.optional(),
    supported: z.stringbool().or(z.boolean()).optional(),
  }),
  output: z.object({ items: z.array(systemView).max(100_000) }),
  example: { supported: false },
  async run(context) {
    const { tx, association, actor, reach, input } = context;
    const own = reach === 'g' ? input.entity : (actor.entity ?? '');
    if (reach !== 'g' && input.entity !== undefined && input.entity !== own) return { items: [] };
    const view = await viewer(context);
    const items = (await systemsOf(tx, association, { entity: own })).map(view);
    return {
      items: items
        .filter(({ supported }) => input.supported === undefined || supported === input.supported)
        .toSorted((a, b) => a.entityName.localeCompare(b.entityName, 'it') || a.name.localeCompare(b.name, 'it')),
    };
  },
});

/** A system with its requirements, what happened to it, and why it is supported or not. */
export const showSystem = defineAction({
  name: 'service-catalogue/show-system',
  title: text('leggere un sistema dichiarato', 'read a system declared'),
  reads: true,
  permission: listActivations.permission,
  http: { method: 'GET', path: '/systems/:system' },
  input: z.object(ofSystem),
  output: z.object({
    system: systemView,
    dismissed: z.boolean(),
    source: sourceShape.nullable(),
    explanation: traceShape,
    /** The standard that it is checked by; null where none is in force. */
    standard: z
      .object({
        code: z.string().max(40),
        title: both,
        points: z.array(z.object({ code: z.string().max(60), says: both, needed: z.boolean() })).max(60),
      })
      .nullable(),
    answers: answersView,
    history: z
      .array(z.object({ did: z.enum(dids), at: z.iso.datetime(), by: z.string().max(300), why: z.string().max(1000) }))
      .max(10_000),
  }),
  example: { system: '7b0d5c1e-3f0f-4c55-9d3a-0c8f6b1a2e11' },
  async run(context) {
    const { tx, association, now, input } = context;
    const system = await theSystem(context, input.system);
    const view = await viewer(context);
    const { standards, standing } = await supportRules(tx, association, now.today);
    const { source, explain } = standing(system);
    const standard = standardInForce(standards, { kind: system.kind, on: system.bought ?? now.today });
    const history = await historyOf(tx, association, system.id);
    return {
      system: view(system),
      dismissed: system.did === 'dismissed',
      source: source ?? null,
      explanation: explain(),
      standard: standard ? { code: standard.code, title: standard.title, points: [...standard.points] } : null,
      answers: system.answers,
      history: history.map(({ did, at, by, why }) => ({ did, at: at.toISOString(), by, why })),
    };
  },
});

async function theSystem({ tx, association, actor, reach }: Context, id: string): Promise<StoredSystem> {
  const [found] = await systemsOf(tx, association, { id });
  if (!found || (reach !== 'g' && found.entity !== actor.entity)) throw new Refused(refusals.noSuchSystem());
  return found;
}

async function stored(
  context: Context,
  before: StoredSystem | null,
  next: StoredSystem,
): Promise<z.input<typeof result>> {
  const { tx, association, actor, now, tell } = context;
  const after = before ? { ...next, revision: before.revision + 1, at: now.instant, by: actor.name } : next;
  await insertSystem(tx, association, after);
  tell({ before: before && said(before), after: said(after), actingFor: after.entity });
  return viewOf(after, (await supportRules(tx, association, now.today)).standing);
}

const said = ({ name, did, bought, boughtBy, standard, conforms, authorisation, why }: StoredSystem) => ({
  ...{ name, did, bought, boughtBy, standard, conforms, authorisation, why },
});

async function viewer({ tx, association, now }: Context) {
  const names = new Map<string, string>((await allEntities(tx, association)).map(({ code, name }) => [code, name]));
  const { standing } = await supportRules(tx, association, now.today);
  return (system: StoredSystem): z.input<typeof systemView> => ({
    ...viewOf(system, standing),
    entityName: names.get(system.entity) ?? system.entity,
  });
}

function viewOf(
  system: StoredSystem,
  standing: Awaited<ReturnType<typeof supportRules>>['standing'],
): z.input<typeof result> {
  const { supported, integrable, reasons } = standing(system);
  const { id, entity, name, category, kind, use, bought, boughtBy, standard, conforms, checkedOn } = system;
  const { authorisation, authorisationAct, authorisedOn } = system;
  return {
    ...{ id, entity, name, category, kind, use, bought, boughtBy, standard, conforms, checkedOn },
    ...{ authorisation, authorisationAct, authorisedOn, supported, integrable, reasons: [...reasons] },
  };
}

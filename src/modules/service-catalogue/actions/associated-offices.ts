import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { dayShape } from '../../../platform/shape.ts';
import { allEntities } from '../../membership/index.ts';
import { officeStages, type Procedure, refusals, unificationOf, withUnification } from '../rules/index.ts';
import { insertOffice, officesOf, type StoredOffice } from '../storage/associated-offices.ts';
import { holdCatalogue } from '../storage/services.ts';
import { entityActedFor } from './catalogue-of-day.ts';
import { listActivations } from './list-activations.ts';
import { bothShape, codeShape, entityShape } from './shapes.ts';

const ofOffice = { code: codeShape };
const count = z.int().min(0).meta({ format: 'int32' });
const officeView = z.object({
  ...ofOffice,
  name: z.object({ it: z.string().max(200), en: z.string().max(200) }),
  stage: z.enum(officeStages),
  since: dayShape,
  act: z.string().max(300),
  entities: z.array(z.object({ code: z.string().max(40), name: z.string().max(200) })).max(10_000),
  procedures: z
    .array(
      z.object({
        code: z.string().max(60),
        name: z.string().max(200),
        software: z.string().max(200),
        unified: z.array(z.object({ entity: z.string().max(40), since: dayShape })).max(10_000),
      }),
    )
    .max(60),
  /** Steps done, one for each procedure and entity, of how many. */
  done: count,
  of: count,
});

/**
 * The offices that the entities have together, set up or to be set up, and how far their procedures are unified. Refuses, asked for
 * one, `service-catalogue/no-such-office`.
 */
export const listOffices = defineAction({
  name: 'service-catalogue/list-associated-offices',
  title: text('elencare gli uffici associati', 'list the associated offices'),
  about: text(
    'Gli uffici che gli enti hanno insieme o avranno: procedure, programma di riferimento, enti che ci sono già passati.',
    'The offices that the entities have together or will have: procedures, standard programme, entities that came over.',
  ),
  reads: true,
  permission: listActivations.permission,
  http: { method: 'GET', path: '/associated-offices' },
  input: z.object({ code: codeShape.optional(), stage: z.enum(officeStages).optional() }),
  output: z.object({ count, items: z.array(officeView).max(10_000) }),
  example: { stage: 'active' },
  async run(context) {
    const { tx, association, input } = context;
    const names = await namesOfEntities(context);
    const offices = await officesOf(tx, association, input.code);
    if (input.code !== undefined && offices.length === 0) throw new Refused(refusals.noSuchOffice());
    const items = offices
      .filter(({ stage }) => input.stage === undefined || stage === input.stage)
      .map((office) => viewOf(office, names))
      .toSorted((a, b) => a.name.it.localeCompare(b.name.it, 'it'));
    return { count: items.length, items };
  },
});

/**
 * Writes an associated office into the register, or writes it anew: with its entities, its procedures and the standard programme
 * of each. Who has come over to a procedure already stays there.
 * Source: Valdarno e Valdisieve, art. 3 c. 2 n. 2.
 */
export const setOffice = defineAction({
  name: 'service-catalogue/set-associated-office',
  title: text('scrivere un ufficio associato', 'write an associated office'),
  permission: { capability: 'service-catalogue', letter: 'w' },
  http: { method: 'PUT', path: '/associated-offices/:code' },
  input: z.object({
    ...ofOffice,
    name: bothShape(200),
    stage: z.enum(officeStages).default('active'),
    since: dayShape,
    entities: z.array(entityShape).min(1).max(10_000),
    procedures: z
      .array(
        z.object({
          code: codeShape,
          name: z.string().trim().min(1).max(200),
          software: z.string().trim().max(200).default(''),
        }),
      )
      .max(60)
      .default([]),
    act: z.string().trim().max(300).default(''),
  }),
  output: officeView,
  example: {
    code: 'polizia-locale',
    name: { it: 'Polizia locale associata', en: 'Joint local police' },
    since: '2027-01-01',
    entities: ['c_e668', 'c_g420'],
    procedures: [{ code: 'verbali', name: 'Verbali', software: 'Gestionale dei verbali' }],
  },
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    const names = await namesOfEntities(context);
    const problems = [
      ...input.entities.flatMap((entity, place) =>
        names.has(entity)
          ? []
          : [
              {
                path: `entities[${place}]`,
                says: text('Nel registro non c’è questo ente.', 'There is no such entity in the register.'),
              },
            ],
      ),
      ...input.procedures.flatMap(({ code }, place) =>
        input.procedures.findIndex((each) => each.code === code) === place
          ? []
          : [
              {
                path: `procedures[${place}].code`,
                says: text('C’è già una procedura con questo nome.', 'There is a procedure with this name already.'),
              },
            ],
      ),
    ];
    if (problems.length > 0) throw new BadInput(problems);
    await holdCatalogue(tx, association);
    const [before] = await officesOf(tx, association, input.code);
    const known = new Map(before?.procedures.map(({ code, unified }) => [code, unified]));
    const procedures: Procedure[] = input.procedures.map((each) => ({ ...each, unified: known.get(each.code) ?? [] }));
    const after: StoredOffice = {
      ...{ ...input, procedures, entities: [...new Set<string>(input.entities)] },
      revision: (before?.revision ?? 0) + 1,
      ...{ at: now.instant, by: actor.name },
    };
    await insertOffice(tx, association, after);
    tell({ before: before ? said(before) : null, after: said(after) });
    return viewOf(after, names);
  },
});

/**
 * An entity has come over to the standard programme of a procedure on a day, or has not after all. Refuses
 * `service-catalogue/no-such-office`, `not-own-entity`.
 */
export const recordUnification = defineAction({
  name: 'service-catalogue/record-unification',
  title: text('registrare il passaggio a una procedura unificata', 'record coming over to a unified procedure'),
  permission: { capability: 'service-catalogue', letter: 'a', or: 'w' },
  http: { method: 'POST', path: '/associated-offices/:code/unifications' },
  input: z.object({
    ...ofOffice,
    procedure: codeShape,
    entity: entityShape.optional(),
    done: z.stringbool().or(z.boolean()).default(true),
    since: dayShape.optional(),
  }),
  output: officeView,
  example: { code: 'polizia-locale', procedure: 'verbali', entity: 'c_e668', since: '2027-03-01' },
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    await holdCatalogue(tx, association);
    const [before] = await officesOf(tx, association, input.code);
    if (!before) throw new Refused(refusals.noSuchOffice());
    const entity = await entityActedFor(context, input.entity);
    const problems = [
      ...(entity && before.entities.includes(entity.code)
        ? []
        : [{ path: 'entity', says: text('L’ente non è dell’ufficio.', 'The entity is not of the office.') }]),
      ...(before.procedures.some(({ code }) => code === input.procedure)
        ? []
        : [
            {
              path: 'procedure',
              says: text('L’ufficio non ha questa procedura.', 'The office has no such procedure.'),
            },
          ]),
    ];
    if (!entity || problems.length > 0) throw new BadInput(problems);
    const since = input.done ? (input.since ?? now.today) : null;
    const procedures = withUnification(before.procedures, { procedure: input.procedure, entity: entity.code, since });
    const after = { ...before, procedures, revision: before.revision + 1, at: now.instant, by: actor.name };
    await insertOffice(tx, association, after);
    tell({
      before: { ...unificationOf(before) },
      after: { office: input.code, procedure: input.procedure, since, ...unificationOf(after) },
      actingFor: entity.code,
    });
    return viewOf(after, await namesOfEntities(context));
  },
});

async function namesOfEntities({
  tx,
  association,
}: Pick<ActionContext<unknown>, 'tx' | 'association'>): Promise<ReadonlyMap<string, string>> {
  return new Map((await allEntities(tx, association)).map(({ code, name }) => [code, name]));
}

function viewOf(office: StoredOffice, names: ReadonlyMap<string, string>): z.input<typeof officeView> {
  const { code, name, stage, since, act, entities, procedures } = office;
  return {
    ...{ code, name, stage, since, act },
    entities: entities
      .map((entity) => ({ code: entity, name: names.get(entity) ?? entity }))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'it')),
    procedures: procedures.map((each) => ({ ...each, unified: [...each.unified] })),
    ...unificationOf(office),
  };
}

const said = ({ code, name, stage, since, entities, procedures, act }: StoredOffice) => ({
  ...{ code, name: name.it, stage, since, entities, act },
  procedures: procedures.map(({ name: procedure, software }) => `${procedure}: ${software}`),
});

import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { dayShape } from '../../../platform/shape.ts';
import { allEntities } from '../../membership/index.ts';
import { adoptionStates, mayAdopt, refusals } from '../rules/index.ts';
import { type Adoption, adoptionsOf, insertAdoption } from '../storage/adoptions.ts';
import { holdCatalogue } from '../storage/services.ts';
import { type StoredStandard, standardsOf } from '../storage/standards.ts';
import { entityActedFor } from './catalogue-of-day.ts';
import { listActivations } from './list-activations.ts';
import { entityShape, whyShape } from './shapes.ts';
import { standardCode, standardKinds, standardStages } from './standards.ts';

const ofStandard = { code: standardCode };
const adoptionView = z.object({
  entity: z.string().max(40),
  entityName: z.string().max(200),
  /** Null where the entity has not said. */
  state: z.enum(adoptionStates).nullable(),
  since: dayShape.nullable(),
  act: z.string().max(300),
  why: z.string().max(500),
});
const both = z.object({ it: z.string().max(300), en: z.string().max(300) });

/**
 * An entity adopts a standard of data and documents by its act, or says why it does not; what it said before stays known.
 * Refuses `service-catalogue/no-such-standard`, `holds-for-all`, `not-adopted-yet`, `before-its-standard`, `not-own-entity`.
 */
export const adoptStandard = defineAction({
  name: 'service-catalogue/adopt-standard',
  title: text('adottare uno standard nell’ente', 'adopt a standard in the entity'),
  about: text(
    'Il referente o il sindaco per il proprio ente, l’ufficio per tutti: da quando e con quale atto, o perché no.',
    'The referent or the mayor for the own entity, the office for all: from when and by which act, or why not.',
  ),
  permission: { capability: 'service-catalogue', letter: 'a', or: 'w' },
  http: { method: 'POST', path: '/service-standards/:code/adoptions' },
  input: z.object({
    ...ofStandard,
    entity: entityShape.optional(),
    adopts: z.stringbool().or(z.boolean()).default(true),
    since: dayShape.optional(),
    act: z.string().trim().max(300).default(''),
    why: whyShape,
  }),
  output: adoptionView.omit({ entityName: true }),
  example: { code: 'documenti-1', since: '2027-01-01', act: 'delibera 14/2027' },
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    const { adopts, act, why } = input;
    const entity = await entityActedFor(context, input.entity);
    const problems = [
      ...(entity
        ? []
        : [
            {
              path: 'entity',
              says: text('Nel registro non c’è questo ente.', 'There is no such entity in the register.'),
            },
          ]),
      ...(adopts && act === ''
        ? [{ path: 'act', says: text('Si adotta con un atto: quale?', 'It is adopted by an act: which one?') }]
        : []),
      ...(!adopts && why === '' ? [{ path: 'why', says: text('Va detto perché no.', 'Why not has to be said.') }] : []),
    ];
    if (!entity || problems.length > 0) throw new BadInput(problems);
    await holdCatalogue(tx, association);
    const since = input.since ?? now.today;
    const may = mayAdopt(await theStandard(context, input.code), since);
    if (!may.ok) throw new Refused(...may.refusals);
    const before = (await adoptionsOf(tx, association, input.code)).find((one) => one.entity === entity.code);
    const after: Adoption = {
      ...{ standard: input.code, entity: entity.code, revision: (before?.revision ?? 0) + 1, since, act, why },
      state: adopts ? 'adopted' : 'declined',
      ...{ at: now.instant, by_name: actor.name },
    };
    await insertAdoption(tx, association, after);
    tell({ before: before ? said(before) : null, after: said(after), actingFor: entity.code });
    return { entity: entity.code, ...said(after) };
  },
});

const said = ({ state, since, act, why }: Adoption) => ({ state, since, act, why });

/** Who adopts a standard of data and documents, entity by entity. Refuses `service-catalogue/no-such-standard`. */
export const listAdoptions = defineAction({
  name: 'service-catalogue/list-adoptions',
  title: text('elencare le adozioni di uno standard', 'list the adoptions of a standard'),
  reads: true,
  permission: listActivations.permission,
  http: { method: 'GET', path: '/service-standards/:code/adoptions' },
  input: z.object(ofStandard),
  output: z.object({
    standard: z.object({
      ...ofStandard,
      title: both,
      kind: z.enum(standardKinds),
      stage: z.enum(standardStages),
      since: dayShape,
    }),
    adopted: z.int().min(0).meta({ format: 'int32' }),
    items: z.array(adoptionView).max(10_000),
  }),
  example: { code: 'documenti-1' },
  async run(context) {
    const { tx, association, actor, reach, input } = context;
    const { code, title, kind, stage, since } = await theStandard(context, input.code);
    const stored = new Map((await adoptionsOf(tx, association, code)).map((one) => [one.entity, one]));
    const entities = (await allEntities(tx, association))
      .filter(({ relation, code: each }) => relation !== 'partner' && (reach === 'g' || each === actor.entity))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'it'));
    const items = entities.map(({ code: entity, name: entityName }) => {
      const one = stored.get(entity);
      return { entity, entityName, ...(one ? said(one) : { state: null, since: null, act: '', why: '' }) };
    });
    return {
      standard: { code, title, kind, stage, since },
      adopted: items.filter(({ state }) => state === 'adopted').length,
      items,
    };
  },
});

async function theStandard(
  { tx, association, reach }: Pick<ActionContext<unknown>, 'tx' | 'association' | 'reach'>,
  code: string,
): Promise<StoredStandard> {
  const found = (await standardsOf(tx, association)).find((one) => one.code === code);
  if (!found || (reach !== 'g' && found.stage !== 'adopted')) throw new Refused(refusals.noSuchStandard());
  return found;
}

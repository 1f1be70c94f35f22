import { z } from 'zod';
import type { Day } from '../../../kernel/day.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape, offsetCursor } from '../../../platform/shape.ts';
import type { Entity } from '../rules/entity.ts';
import { figureOutput } from '../rules/figure-value.ts';
import { allEntities } from '../storage/entities.ts';
import { figuresOn } from '../storage/figures.ts';
import { membershipsOf } from '../storage/memberships.ts';
import { representationsOf } from '../storage/representations.ts';
import { stateOn, stateShape } from './entity-state.ts';
import { entityView, figureValueOutput, kindShape, provinceShape, relationShape, standingShape } from './shapes.ts';

const figureCell = z.object({
  value: figureValueOutput,
  on: dayShape,
  standing: standingShape,
  source: z.string().max(200),
});

export const entitySorts = ['name', 'code', 'kind', 'province', 'joined', 'population', 'workstations'] as const;
export type EntitySort = (typeof entitySorts)[number];

const row = entityView.extend({
  state: stateShape,
  joined: dayShape.nullable(),
  left: dayShape.nullable(),
  representative: z.string().max(62).nullable(),
  population: figureCell.nullable(),
  workstations: figureCell.nullable(),
});
export type EntityRow = z.output<typeof row>;

export const listEntities = defineAction({
  name: 'membership/list-entities',
  title: text('elencare gli enti', 'list the entities'),
  about: text(
    'Il registro degli enti come stavano in un giorno, con i loro ultimi abitanti e postazioni. Le postazioni si vedono solo per gli enti di cui si può vedere tutto.',
    'The register of entities as they stood on a day, with their last inhabitants and workstations. Workstations are shown only of entities that one may see in full.',
  ),
  reads: true,
  permission: { capability: 'membership', letter: 'r' },
  input: z.object({
    on: dayShape.optional(),
    /** Part of a name or of a code. */
    q: z.string().trim().max(200).optional(),
    kind: kindShape.optional(),
    relation: relationShape.optional(),
    province: provinceShape.optional(),
    state: z.enum(['in', 'left', 'coming', 'none', 'any']).default('in'),
    sort: z.enum(entitySorts).default('name'),
    direction: z.enum(['ascending', 'descending']).default('ascending'),
    /** How many to skip, as the answer before said. */
    cursor: offsetCursor.optional(),
    limit: z.int().min(1).max(10_000).default(100).meta({ format: 'int32' }),
  }),
  output: z.object({
    on: dayShape,
    count: z.int().min(0).meta({ format: 'int32' }),
    items: z.array(row).max(10_000),
    next: z.string().max(10).nullable(),
    previous: z.string().max(10).nullable(),
  }),
  http: { method: 'GET', path: '/entities' },
  example: { kind: 'comune', sort: 'population', direction: 'descending' },
  async run({ tx, association, now, input }) {
    const on = input.on ?? now.today;
    const rows = await registerOn(tx, association, on);
    const wanted = rows.filter(
      (one) =>
        (input.state === 'any' || one.state === input.state) &&
        (!input.kind || one.kind === input.kind) &&
        (!input.relation || one.relation === input.relation) &&
        (!input.province || one.province === input.province) &&
        (!input.q || isCalled(one, input.q)),
    );
    wanted.sort(comparison(input.sort, input.direction));
    const from = Number(input.cursor ?? 0);
    return {
      on,
      count: wanted.length,
      items: wanted.slice(from, from + input.limit),
      next: from + input.limit < wanted.length ? String(from + input.limit) : null,
      previous: from > 0 ? String(Math.max(0, from - input.limit)) : null,
    };
  },
});

/** Every entity as it stood on the day. */
async function registerOn(tx: Parameters<typeof allEntities>[0], association: string, on: Day): Promise<EntityRow[]> {
  const entities = await allEntities(tx, association);
  const memberships = Map.groupBy(await membershipsOf(tx, association), ({ entity }) => entity);
  const representations = await representationsOf(tx, association);
  const representatives = new Map(
    representations
      .filter(({ since, until }) => since <= on && (until === null || on <= until))
      .map(({ represented, representative }) => [represented, representative]),
  );
  const figures = await figuresOn(tx, { association, registers: ['population', 'workstations'], on });
  const cells = new Map(figures.map((figure) => [`${figure.entity} ${figure.register}`, figure]));
  const cell = (entity: Entity, register: 'population' | 'workstations') => {
    const figure = cells.get(`${entity.code} ${register}`);
    if (!figure) return null;
    const { value, standing, source } = figure;
    return { value: figureOutput(register, value), on: figure.on, standing, source };
  };
  return entities.map((entity) => {
    const { state, membership } = stateOn(memberships.get(entity.code) ?? [], on);
    return {
      ...entity,
      state,
      joined: membership?.joined ?? null,
      left: membership?.left ?? null,
      representative: representatives.get(entity.code) ?? null,
      population: cell(entity, 'population'),
      workstations: cell(entity, 'workstations'),
    };
  });
}

function isCalled(entity: EntityRow, words: string): boolean {
  const wanted = plain(words);
  return [entity.name, entity.code, entity.ipa, entity.istat, entity.belfiore, entity.taxCode].some(
    (value) => value !== null && plain(value).includes(wanted),
  );
}

/** Without accents and case: *Agliè* is found by *aglie*. */
function plain(words: string): string {
  return words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

const collator = new Intl.Collator('it', { sensitivity: 'base', numeric: true });

function comparison(sort: EntitySort, direction: 'ascending' | 'descending') {
  const sign = direction === 'ascending' ? 1 : -1;
  return (a: EntityRow, b: EntityRow) => {
    const [left, right] = [sortValue(a, sort), sortValue(b, sort)];
    if (left === null || right === null) {
      if (left !== right) return left === null ? 1 : -1; // what is missing comes last either way
    } else {
      const order =
        typeof left === 'number' && typeof right === 'number'
          ? left - right
          : collator.compare(String(left), String(right));
      if (order !== 0) return sign * order;
    }
    return collator.compare(a.name, b.name) || (a.code < b.code ? -1 : 1);
  };
}

function sortValue(row: EntityRow, sort: EntitySort): string | number | null {
  if (sort === 'population' || sort === 'workstations') return row[sort]?.value ?? null;
  return row[sort];
}

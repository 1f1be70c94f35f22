import type { Day } from '../../../../kernel/day.ts';
import type { EntityCode } from '../../../../kernel/entity.ts';
import { type Entity, holdsOn, type Membership } from '../entity.ts';
import type { Figure } from '../figure.ts';
import { findEntity, indexEntities } from './entity-index.ts';
import { type FieldChange, planEntity } from './plan-entity.ts';
import { planProblems } from './plan-problems.ts';
import type { ReadRow, RowFigure, WrongLine } from './read-row.ts';
import type { SourceKind } from './source-file.ts';

/** What the register holds before the import. */
export type RegisterState = {
  readonly entities: readonly Entity[];
  readonly memberships: readonly Membership[];
  /** Who represents whom now. */
  readonly representations: readonly { readonly representative: EntityCode; readonly represented: EntityCode }[];
  /** The figures in force, of the entities and days in the file at least. */
  readonly figures: readonly Pick<Figure, 'entity' | 'register' | 'on' | 'value' | 'standing' | 'source'>[];
};

/** Which rows without an entity become new ones. */
export type AddChoice =
  | { readonly which: 'none' }
  | { readonly which: 'all' }
  | { readonly which: 'province'; readonly province: string }
  | { readonly which: 'codes'; readonly codes: readonly string[] };

export type ImportPlanChoices = {
  readonly add: AddChoice;
  /** First day in of the entities added, where the file has none. */
  readonly joined?: Day;
  readonly today: Day;
};

type Outcome = 'add' | 'change' | 'same';
type Item = { readonly line: number; readonly code: EntityCode; readonly name: string; readonly outcome: Outcome };

export type EntityItem = Item & {
  readonly what: 'entity';
  readonly entity: Entity;
  readonly changes: readonly FieldChange[];
};
export type MembershipItem = Item & { readonly what: 'membership'; readonly membership: Membership };
export type RepresentationItem = Item & {
  readonly what: 'representation';
  readonly representative: EntityCode;
  /** From joining, where the file has it; from today otherwise. */
  readonly since: Day;
};
export type FigureItem = Item & {
  readonly what: 'figure';
  readonly figure: RowFigure;
  readonly before: { readonly value: string; readonly standing: string; readonly source: string } | null;
};
export type PlanItem = EntityItem | MembershipItem | RepresentationItem | FigureItem;

export type ImportPlan = {
  /** What confirming does (`add`, `change`) and what it leaves as it is (`same`), in the order of the lines. */
  readonly items: readonly PlanItem[];
  readonly wrong: readonly WrongLine[];
  /** Rows about entities that are not in the register and are not to be added. */
  readonly unmatched: readonly { readonly line: number; readonly label: string; readonly key: string }[];
  /** Members of which a figure file says nothing. */
  readonly absent: readonly Pick<Entity, 'code' | 'name'>[];
};

/**
 * What importing the rows would do to the register, without doing it. A row finds its entity by any of its codes; codes of
 * two entities on one row are wrong. The same file planned again after it was imported has only `same`.
 */
export function planImport(
  { rows, kind }: { readonly rows: readonly ReadRow[]; readonly kind: SourceKind },
  state: RegisterState,
  choices: ImportPlanChoices,
): ImportPlan {
  const index = indexEntities(state.entities);
  const isToAdd = additions(kind, choices.add);
  const membershipsOf = Map.groupBy(state.memberships, ({ entity }) => entity);
  const items: PlanItem[] = [];
  const wrong: WrongLine[] = [];
  const unmatched: { line: number; label: string; key: string }[] = [];
  const found: { readonly row: ReadRow; readonly entity: Entity; readonly added: boolean }[] = [];
  for (const row of rows) {
    const match = findEntity(index, row.keys);
    if (match.kind === 'several') {
      wrong.push({ line: row.line, says: planProblems.several(match.entities) });
      continue;
    }
    if (match.kind === 'none' && !isToAdd(row)) {
      unmatched.push({ line: row.line, label: row.label, key: Object.values(row.keys)[0] ?? '' });
      continue;
    }
    const before = match.kind === 'one' ? match.entity : undefined;
    const planned = planEntity(row, kind, before, index);
    if (!planned.ok) {
      wrong.push(...planned.says.map((says) => ({ line: row.line, says })));
      continue;
    }
    index.put(planned.entity, before);
    found.push({ row, entity: planned.entity, added: before === undefined });
    if (before === undefined || planned.changes.length > 0 || describes(row)) {
      const outcome = before === undefined ? 'add' : planned.changes.length > 0 ? 'change' : 'same';
      items.push({
        ...head(row, planned.entity),
        what: 'entity',
        outcome,
        entity: planned.entity,
        changes: planned.changes,
      });
    }
  }
  for (const { row, entity, added } of found) {
    planMembership({ row, entity, added, own: membershipsOf.get(entity.code) ?? [] }, choices, items, wrong);
    if (row.representative !== undefined) {
      const representative = index.byCode.get(row.representative);
      if (!representative || representative.code === entity.code) {
        wrong.push({ line: row.line, says: planProblems.noRepresentative(row.representative) });
      } else {
        const now = state.representations.find((one) => one.represented === entity.code)?.representative;
        const outcome = now === representative.code ? 'same' : now ? 'change' : 'add';
        items.push({
          ...head(row, entity),
          what: 'representation',
          outcome,
          representative: representative.code,
          since: row.membership?.joined ?? choices.today,
        });
      }
    }
  }
  const known = new Map(state.figures.map((figure) => [`${figure.entity} ${figure.register} ${figure.on}`, figure]));
  for (const { row, entity } of found) {
    for (const figure of row.figures) {
      const before = known.get(`${entity.code} ${figure.register} ${figure.on}`);
      const has = before !== undefined && before.value !== null;
      const same = has && String(before.value) === figure.value && before.standing === figure.standing;
      items.push({
        ...head(row, entity),
        what: 'figure',
        outcome: same ? 'same' : has ? 'change' : 'add',
        figure,
        before: has ? { value: String(before.value), standing: before.standing, source: before.source } : null,
      });
    }
  }
  return {
    items: items.sort((a, b) => a.line - b.line),
    wrong: wrong.sort((a, b) => a.line - b.line),
    unmatched,
    absent: absentFrom(found, state.entities, membershipsOf),
  };
}

function head(row: ReadRow, entity: Entity) {
  return { line: row.line, code: entity.code, name: entity.name };
}

/** Whether the row is there to describe its entity, and not only to name it beside a figure. */
function describes(row: ReadRow): boolean {
  return row.figures.length === 0;
}

function additions(kind: SourceKind, add: AddChoice): (row: ReadRow) => boolean {
  const wanted = new Set(add.which === 'codes' ? add.codes.map((code) => code.toLowerCase()) : []);
  return ({ keys, fields }) => {
    if (fields.name === undefined || add.which === 'none') return false;
    if (kind === 'own' || add.which === 'all') return true;
    if (add.which === 'province') return fields.province === add.province;
    return Object.values(keys).some((key) => wanted.has(key.toLowerCase()));
  };
}

function planMembership(
  one: {
    readonly row: ReadRow;
    readonly entity: Entity;
    readonly added: boolean;
    readonly own: readonly Membership[];
  },
  choices: ImportPlanChoices,
  items: PlanItem[],
  wrong: WrongLine[],
): void {
  const { row, entity, added, own } = one;
  const asked = row.membership ?? (added && choices.joined ? { joined: choices.joined } : undefined);
  if (!asked) return;
  const started = own.find((membership) => membership.joined === asked.joined);
  if (!started && own.some((membership) => membership.left === null || membership.left > asked.joined)) {
    wrong.push({ line: row.line, says: planProblems.alreadyIn(entity.name) });
    return;
  }
  const membership: Membership = started ?? {
    entity: entity.code,
    joined: asked.joined,
    left: null,
    signed: asked.signed ?? null,
    way: asked.way ?? 'signatory',
    act: asked.act ?? '',
    leavingAct: null,
  };
  items.push({ ...head(row, entity), what: 'membership', outcome: started ? 'same' : 'add', membership });
}

/** The municipalities in the association on the days of a file of inhabitants of which it says nothing. */
function absentFrom(
  found: readonly { readonly row: ReadRow; readonly entity: Entity }[],
  entities: readonly Entity[],
  membershipsOf: ReadonlyMap<EntityCode, readonly Membership[]>,
): ImportPlan['absent'] {
  const days = new Set<Day>();
  const spoken = new Set<EntityCode>();
  for (const { row, entity } of found) {
    for (const figure of row.figures) {
      if (figure.register !== 'population') continue;
      days.add(figure.on);
      spoken.add(entity.code);
    }
  }
  if (days.size === 0) return [];
  const concerned = (membership: Membership) =>
    [...days].some((on) => holdsOn(membership, on) || membership.joined > on);
  return entities
    .filter(({ code, kind }) => kind === 'comune' && !spoken.has(code) && membershipsOf.get(code)?.some(concerned))
    .map(({ code, name }) => ({ code, name }));
}

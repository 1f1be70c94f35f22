import type { Day } from '../../../kernel/day.ts';
import type { Text } from '../../../kernel/text.ts';

export const officeStages = ['planned', 'active', 'ended'] as const;
export type OfficeStage = (typeof officeStages)[number];

/** A procedure of an associated office, the programme that is the standard for it, and the entities that have come over to it. */
export type Procedure = {
  readonly code: string;
  readonly name: string;
  readonly software: string;
  readonly unified: readonly { readonly entity: string; readonly since: Day }[];
};

/**
 * An office that the entities have together, set up or to be set up.
 * Source: Valdarno e Valdisieve, art. 3 c. 2 n. 2.
 */
export type AssociatedOffice = {
  readonly code: string;
  readonly name: Text;
  readonly stage: OfficeStage;
  readonly since: Day;
  readonly entities: readonly string[];
  readonly procedures: readonly Procedure[];
};

/** How many steps there are, one for each procedure and entity of the office, and how many are done. */
export function unificationOf({ entities, procedures }: Pick<AssociatedOffice, 'entities' | 'procedures'>): {
  readonly done: number;
  readonly of: number;
} {
  const done = procedures.reduce(
    (sum, { unified }) => sum + unified.filter(({ entity }) => entities.includes(entity)).length,
    0,
  );
  return { done, of: entities.length * procedures.length };
}

/** The office after an entity came over to the standard programme of a procedure on a day, or went back (`since` null). */
export function withUnification(
  procedures: readonly Procedure[],
  { procedure, entity, since }: { readonly procedure: string; readonly entity: string; readonly since: Day | null },
): Procedure[] {
  return procedures.map((each) => {
    if (each.code !== procedure) return each;
    const others = each.unified.filter((one) => one.entity !== entity);
    const unified = since === null ? others : [...others, { entity, since }];
    return { ...each, unified: unified.toSorted((a, b) => (a.entity < b.entity ? -1 : 1)) };
  });
}

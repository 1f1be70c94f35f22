import type { Day } from '../../../kernel/day.ts';
import type { EntityCode } from '../../../kernel/entity.ts';
import type { Tx } from '../../../platform/action.ts';
import { figuresOn } from '../../membership/index.ts';
import { type Populations, populationDay } from '../rules/index.ts';

/** Inhabitants that decide a band for who begins on a day: of one entity, or of all. */
export async function populationsOf(
  tx: Tx,
  association: string,
  { on, entity }: { readonly on: Day; readonly entity?: EntityCode | null },
): Promise<Populations> {
  if (entity === null) return new Map();
  const figures = await figuresOn(tx, {
    association,
    registers: ['population'],
    on: populationDay(on),
    ...(entity === undefined ? {} : { entities: [entity] }),
  });
  return new Map(figures.map((figure) => [figure.entity, figure.value as bigint]));
}

import { type Day, showDay } from '../../kernel/day.ts';
import type { EntityCode } from '../../kernel/entity.ts';
import type { Tx } from '../../platform/action.ts';
import { activeOn } from './rules/index.ts';
import { activationsOf } from './storage/activations.ts';
import { approvedOn } from './storage/services.ts';

/** What an entity has of a unit by its activations: as a split takes it, and why. */
export type CountedUnits = {
  readonly entity: EntityCode;
  readonly unit: string;
  readonly quantity: number;
  /** The activations that make it, in words: «Antivirus: 40 dal 1 marzo 2026 (det. 12/2026)». */
  readonly evidence: string;
};

/**
 * The units of services that entities have by their activations on a day. An entity that had one before and has none any more
 * counts 0; one that never had is left out: for it speaks whatever else is known.
 *
 * @param knownAt as things were recorded at that moment; left out: as they are now
 * Source: Lecco, art. 6 list 2 (rule R-LC-15).
 */
export async function countedUnits(
  tx: Tx,
  association: string,
  { on, knownAt }: { readonly on: Day; readonly knownAt?: Date },
): Promise<CountedUnits[]> {
  const begun = (await activationsOf(tx, association, { knownAt })).filter(
    ({ state, from }) => state === 'in-force' && from <= on,
  );
  if (begun.length === 0) return [];
  const services = new Map((await approvedOn(tx, association, on)).map(({ code, content }) => [code, content]));
  const sums = new Map<string, CountedUnits>();
  for (const activation of begun) {
    const content = services.get(activation.service);
    if (!content?.unit || activation.units === null) continue;
    const { entity, from, until, units, act } = activation;
    const counts = activeOn([activation], on).length > 0;
    const key = `${entity} ${content.unit}`;
    const sum = sums.get(key);
    const says = counts
      ? `${content.name.it}: ${units} dal ${showDay(from)} (${act})`
      : `${content.name.it}: chiuso il ${showDay(until!)}`;
    sums.set(key, {
      entity,
      unit: content.unit,
      quantity: (sum?.quantity ?? 0) + (counts ? units : 0),
      evidence: sum ? `${sum.evidence}; ${says}` : says,
    });
  }
  return [...sums.values()];
}

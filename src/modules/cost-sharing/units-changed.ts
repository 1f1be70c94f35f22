import { type Day, parseDay } from '../../kernel/day.ts';
import type { Text } from '../../kernel/text.ts';
import type { Tx } from '../../platform/action.ts';
import { registerTitle } from '../membership/rules/index.ts';
import { countedUnits } from '../service-catalogue/index.ts';
import { readFrozen } from './frozen.ts';
import { referenceDay } from './gathering.ts';
import type { StoredAllocation } from './storage/allocations.ts';

/** Units that an adopted split counted, and what activations say of the same day now. */
export type ChangedUnits = {
  readonly entity: string;
  readonly name: string;
  readonly title: Text;
  readonly counted: number;
  readonly now: number;
  readonly why: string;
};

type Entities = readonly { code: string; name: string | null; units: Record<string, number> }[];

/**
 * Where activations recorded or corrected since would give an adopted split other units: the split stays as it is, a correction
 * of it takes them. Nothing of drafts, of what was corrected already, and of what is not as it was frozen.
 */
export async function unitsChanged(
  tx: Tx,
  association: string,
  allocation: Pick<StoredAllocation, 'number' | 'year' | 'frozen' | 'frozenSha256' | 'correctedBy'>,
): Promise<ChangedUnits[]> {
  if (allocation.frozen === null || allocation.correctedBy !== null) return [];
  const frozen = readFrozen(allocation);
  if (!frozen.ok) return [];
  const on: Day = parseDay(frozen.value.figuresOn) ?? referenceDay(allocation.year);
  const entities = new Map((frozen.value.facts.entities as Entities).map((entity) => [entity.code, entity]));
  return (await countedUnits(tx, association, { on })).flatMap(({ entity, unit, quantity, evidence }) => {
    const then = entities.get(entity);
    const counted = then?.units[unit] ?? 0;
    if (!then || counted === quantity) return [];
    const title = registerTitle(`units:${unit}`);
    return [{ entity, name: then.name ?? entity, title, counted, now: quantity, why: evidence }];
  });
}

import type { Day } from '../../../kernel/day.ts';

/** A document handed to an entity, with the day of the receipt. */
export type Delivery = { readonly document: string; readonly entity: string; readonly on: Day };

export type Undelivered = { readonly document: string; readonly entities: readonly string[] };

/**
 * The documents that some addressees have not received by a day, with those addressees; none when the duty is met.
 *
 * @param due the last day: a later receipt does not count
 * Source: Valdarno e Valdisieve, art. 10 (three documents sent again by the end of September).
 */
export function undelivered(
  { documents, addressees, due }: { documents: readonly string[]; addressees: readonly string[]; due: Day },
  deliveries: readonly Delivery[],
): Undelivered[] {
  return documents.flatMap((document) => {
    const reached = new Set(
      deliveries.filter((each) => each.document === document && each.on <= due).map(({ entity }) => entity),
    );
    const entities = addressees.filter((entity) => !reached.has(entity));
    return entities.length > 0 ? [{ document, entities }] : [];
  });
}

/** A body with one seat for each entity: who fills it. */
export type Composition<Entity extends string> = {
  readonly seats: number;
  readonly filled: number;
  readonly vacant: readonly Entity[];
};

/**
 * How many seats of a body have a holder, and the entities that still lack one, in the order of `entities`.
 * Source: Empolese Valdelsa, organs (eleven mayors, eleven referents).
 */
export function compositionOf<Entity extends string>(
  entities: readonly Entity[],
  holders: ReadonlySet<Entity>,
): Composition<Entity> {
  const vacant = entities.filter((entity) => !holders.has(entity));
  return { seats: entities.length, filled: entities.length - vacant.length, vacant };
}

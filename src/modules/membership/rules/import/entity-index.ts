import type { Entity } from '../entity.ts';
import type { RowKeys } from './read-row.ts';

/** Entities found by any of their codes. */
export type EntityIndex = {
  readonly byCode: Map<string, Entity>;
  readonly byIpa: Map<string, Entity>;
  readonly byIstat: Map<string, Entity>;
  readonly byBelfiore: Map<string, Entity>;
  readonly byTaxCode: Map<string, Entity>;
  /** Puts an entity in the place of what it was. */
  readonly put: (entity: Entity, before?: Entity) => void;
};

export function indexEntities(entities: readonly Entity[]): EntityIndex {
  const index: EntityIndex = {
    byCode: new Map(),
    byIpa: new Map(),
    byIstat: new Map(),
    byBelfiore: new Map(),
    byTaxCode: new Map(),
    put: (entity, before) => {
      if (before) for (const [map, key] of placesOf(index, before)) map.delete(key);
      for (const [map, key] of placesOf(index, entity)) map.set(key, entity);
    },
  };
  for (const entity of entities) index.put(entity);
  return index;
}

export type EntityMatch =
  | { readonly kind: 'none' }
  | { readonly kind: 'one'; readonly entity: Entity }
  | { readonly kind: 'several'; readonly entities: readonly Entity[] };

/** The entity that the codes name; `several` when they name different ones. */
export function findEntity(index: EntityIndex, { code, ipa, istat, belfiore }: RowKeys): EntityMatch {
  const named = [
    code === undefined ? undefined : (index.byCode.get(code) ?? index.byIpa.get(code)),
    ipa === undefined ? undefined : (index.byIpa.get(ipa.toLowerCase()) ?? index.byCode.get(ipa.toLowerCase())),
    istat === undefined ? undefined : index.byIstat.get(istat),
    belfiore === undefined ? undefined : index.byBelfiore.get(belfiore),
  ].filter((entity) => entity !== undefined);
  const distinct = [...new Set(named)];
  if (distinct.length === 0) return { kind: 'none' };
  return distinct.length === 1 ? { kind: 'one', entity: distinct[0]! } : { kind: 'several', entities: distinct };
}

function placesOf(index: EntityIndex, entity: Entity): readonly (readonly [Map<string, Entity>, string])[] {
  const places: [Map<string, Entity>, string | null][] = [
    [index.byCode, entity.code],
    [index.byIpa, entity.ipa?.toLowerCase() ?? null],
    [index.byIstat, entity.istat],
    [index.byBelfiore, entity.belfiore],
    [index.byTaxCode, entity.taxCode],
  ];
  return places.filter((place): place is [Map<string, Entity>, string] => place[1] !== null);
}

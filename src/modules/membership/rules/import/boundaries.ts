import type { EntityCode } from '../../../../kernel/entity.ts';
import { text } from '../../../../kernel/text.ts';
import type { AreaGeometry } from '../../../../platform/maps/geometry.ts';
import type { Entity } from '../entity.ts';
import { type EntityIndex, indexEntities } from './entity-index.ts';
import type { WrongLine } from './read-row.ts';

/** A boundary as it was read: with one code of its entity, whichever. */
export type BoundaryRow = {
  /** Its place among those read, from 1. */
  readonly line: number;
  readonly code: string;
  readonly label: string;
  readonly geometry: AreaGeometry;
};

export type BoundaryItem = {
  readonly line: number;
  readonly code: EntityCode;
  readonly name: string;
  readonly what: 'boundary';
  readonly outcome: 'add' | 'change' | 'same';
  readonly points: number;
  readonly geometry: AreaGeometry;
};

export type BoundaryPlan = {
  readonly items: readonly BoundaryItem[];
  readonly wrong: readonly WrongLine[];
  readonly unmatched: readonly { readonly line: number; readonly label: string; readonly key: string }[];
};

/** Every code by which a file of boundaries may name an entity. */
export function boundaryCodes(entities: readonly Entity[]): ReadonlySet<string> {
  return new Set(
    entities.flatMap(({ code, ipa, istat, belfiore }) =>
      [code, ipa, istat, belfiore, belfiore?.toLowerCase()].filter((one) => typeof one === 'string'),
    ),
  );
}

/** What importing the boundaries would do. An entity drawn twice, under two of its codes, is wrong at each place. */
export function planBoundaries(
  rows: readonly BoundaryRow[],
  entities: readonly Entity[],
  stored: ReadonlyMap<EntityCode, AreaGeometry>,
): BoundaryPlan {
  const index = indexEntities(entities);
  const items: BoundaryItem[] = [];
  const unmatched: { line: number; label: string; key: string }[] = [];
  for (const { line, code: key, label, geometry } of rows) {
    const entity = entityNamed(index, key);
    if (!entity) {
      unmatched.push({ line, label, key });
      continue;
    }
    const { code, name } = entity;
    const before = stored.get(code);
    const same = before !== undefined && JSON.stringify(before.coordinates) === JSON.stringify(geometry.coordinates);
    const outcome = same ? 'same' : before ? 'change' : 'add';
    items.push({ line, code, name, what: 'boundary', outcome, points: pointsOf(geometry), geometry });
  }
  const times = new Map<EntityCode, number>();
  for (const { code } of items) times.set(code, (times.get(code) ?? 0) + 1);
  const isRepeated = ({ code }: BoundaryItem) => times.get(code)! > 1;
  return {
    items: items.filter((item) => !isRepeated(item)),
    wrong: items.filter(isRepeated).map(({ line, name }) => ({ line, says: drawnTwice(name) })),
    unmatched,
  };
}

function entityNamed(index: EntityIndex, key: string): Entity | undefined {
  const lower = key.toLowerCase();
  return (
    index.byIstat.get(key) ??
    index.byBelfiore.get(key.toUpperCase()) ??
    index.byCode.get(lower) ??
    index.byIpa.get(lower)
  );
}

function pointsOf(geometry: AreaGeometry): number {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.flat().reduce((sum, ring) => sum + ring.length, 0);
}

const drawnTwice = (name: string) =>
  text(`Il confine di ${name} sta più volte nel file.`, `The boundary of ${name} is in the file more than once.`);

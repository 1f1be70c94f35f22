import { labelWidth } from '../charts/label-width.ts';
import type { Point } from './projection.ts';

export type NameWanted = {
  readonly name: string;
  readonly at: Point;
  readonly kind: 'area' | 'point';
  /** The width of the area there, or the radius of the disc. */
  readonly room: number;
  /** Of what it lies on: 0 to 5. */
  readonly shade: number;
};

export type NamePlaced = {
  readonly name: string;
  readonly at: Point;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly shade: number;
};

type Box = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };

/** Up to so many names stand on the map even where they are wider than their area. */
const few = 15;

/**
 * Names where they fit: inside their area, or beside, above or below their disc; the ones with most room first. A name that
 * would lie on another name, on a disc or over the edge is left out: the table beside the map has them all.
 */
export function placeNames(
  wanted: readonly NameWanted[],
  drawing: { readonly width: number; readonly height: number; readonly size: number },
): NamePlaced[] {
  const taken: Box[] = wanted.filter(({ kind }) => kind === 'point').map(({ at, room }) => around(at, room, room));
  const placed: NamePlaced[] = [];
  for (const one of wanted.toSorted((a, b) => b.room - a.room)) {
    const width = labelWidth(one.name, drawing.size);
    if (one.kind === 'area' && wanted.length > few && width > one.room * 1.1) continue;
    const own = one.kind === 'point' ? around(one.at, one.room, one.room) : undefined;
    const found = candidates(one, drawing.size).find((candidate) => {
      const box = boxOf(candidate, width, drawing.size);
      const isInside = box.left >= 0 && box.right <= drawing.width && box.top >= 0 && box.bottom <= drawing.height;
      return isInside && !taken.some((other) => !same(other, own) && overlaps(box, other));
    });
    if (!found) continue;
    placed.push(found);
    taken.push(boxOf(found, width, drawing.size));
  }
  return placed;
}

function candidates({ name, at: [x, y], kind, room, shade }: NameWanted, size: number): NamePlaced[] {
  if (kind === 'area') return [{ name, at: [x, y], anchor: 'middle', shade }];
  const off = room + 4;
  return [
    { name, at: [x + off, y], anchor: 'start', shade },
    { name, at: [x - off, y], anchor: 'end', shade },
    { name, at: [x, y - off - size / 2 + 2], anchor: 'middle', shade },
    { name, at: [x, y + off + size / 2 - 2], anchor: 'middle', shade },
  ];
}

function boxOf({ at: [x, y], anchor }: NamePlaced, width: number, size: number): Box {
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return { left, right: left + width, top: y - size * 0.6, bottom: y + size * 0.6 };
}

function around([x, y]: Point, across: number, along: number): Box {
  return { left: x - across, right: x + across, top: y - along, bottom: y + along };
}

function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function same(a: Box, b: Box | undefined): boolean {
  return b !== undefined && a.left === b.left && a.right === b.right && a.top === b.top;
}

import type { Trace } from './trace.ts';

/**
 * Explanations as one text, and back, with nothing lost: each explanation that stands below several others is written once,
 * so that a thousand shares of one key stay small.
 */

type WrittenNode = Omit<Trace, 'from'> & { readonly from: readonly number[] };
type Written = { readonly nodes: readonly WrittenNode[]; readonly roots: Readonly<Record<string, number>> };

/** @param roots explanations by the name of what they explain */
export function writeTraces(roots: Readonly<Record<string, Trace>>): string {
  const places = new Map<Trace, number>();
  const nodes: WrittenNode[] = [];
  const place = (trace: Trace): number => {
    const known = places.get(trace);
    if (known !== undefined) return known;
    const from = trace.from.map(place);
    const number = nodes.push({ what: trace.what, value: trace.value, why: trace.why, from }) - 1;
    places.set(trace, number);
    return number;
  };
  const written: Written = {
    nodes,
    roots: Object.fromEntries(Object.entries(roots).map(([name, trace]) => [name, place(trace)])),
  };
  return JSON.stringify({ roots: written.roots, nodes }, (_key, value) =>
    typeof value === 'bigint' ? { $whole: value.toString() } : value,
  );
}

/** The explanations of a text made by `writeTraces`. */
export function readTraces(text: string): Readonly<Record<string, Trace>> {
  const { nodes, roots } = JSON.parse(text, (_key, value) =>
    typeof value === 'object' && value !== null && typeof value.$whole === 'string' ? BigInt(value.$whole) : value,
  ) as Written;
  const made: Trace[] = [];
  for (const node of nodes) made.push({ ...node, from: node.from.map((number) => made[number]!) });
  return Object.fromEntries(Object.entries(roots).map(([name, number]) => [name, made[number]!]));
}

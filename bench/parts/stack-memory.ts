import { readdirSync, readFileSync } from 'node:fs';

/**
 * Memory of these processes and of all below them, in MiB: what is shared counted once, divided among those that share it (PSS).
 * Source: `/proc`, so Linux only.
 */
export function stackMemory(roots: readonly number[]): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = read(`/proc/${name}/stat`);
    parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
  }
  const belongs = (process: number | undefined): boolean =>
    process !== undefined && process > 0 && (roots.includes(process) || belongs(parents.get(process)));
  let kilobytes = 0;
  for (const process of parents.keys())
    if (belongs(process)) kilobytes += Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${process}/smaps_rollup`))?.[1] ?? 0);
  return kilobytes / 1024;
}

/** Empty where the process has ended meanwhile. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

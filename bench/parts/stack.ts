import { readdirSync, readFileSync } from 'node:fs';

/**
 * Memory of these processes and of all below them, in MiB: what is shared counted once, divided among those that share it (PSS).
 * Source: `/proc`, so Linux only.
 */
export function stackMemory(roots: readonly number[]): number {
  let kilobytes = 0;
  for (const process of tree(roots))
    kilobytes += Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${process}/smaps_rollup`))?.[1] ?? 0);
  return kilobytes / 1024;
}

/** Processor time that these processes and all below them have used so far, in milliseconds: hardly more on a busy machine. */
export function stackTime(roots: readonly number[]): number {
  let ticks = 0;
  for (const process of tree(roots)) {
    const [user, system] = fieldsOf(process).slice(11, 13);
    ticks += Number(user) + Number(system);
  }
  return ticks * 10;
}

export function parentOf(process: number): number {
  return Number(fieldsOf(process)[1]);
}

function tree(roots: readonly number[]): readonly number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) if (/^\d+$/.test(name)) parents.set(Number(name), parentOf(Number(name)));
  const belongs = (process: number | undefined): boolean =>
    process !== undefined && process > 0 && (roots.includes(process) || belongs(parents.get(process)));
  return [...parents.keys()].filter(belongs);
}

/** What `/proc` says of a process after its name: state, parent, … */
function fieldsOf(process: number): readonly string[] {
  const stat = read(`/proc/${process}/stat`);
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** Empty where the process has ended meanwhile. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

import type { Day } from '../../../../kernel/day.ts';
import type { Priority } from './clock-event.ts';
import type { Target } from './targets.ts';

type Asked = { readonly service: string | undefined; readonly priority: Priority; readonly openedOn: Day };

/**
 * The target that a request has: of the lines that had begun when it was opened, the most particular (its service before its
 * priority), and of those the latest. Undefined when no line fits.
 */
export function targetFor(lines: readonly Target[], { service, priority, openedOn }: Asked): Target | undefined {
  return lines
    .filter((line) => line.since <= openedOn)
    .filter((line) => line.service === null || line.service === service)
    .filter((line) => line.priority === null || line.priority === priority)
    .reduce<Target | undefined>((best, line) => (best && !comesBefore(line, best) ? best : line), undefined);
}

const particular = (line: Target) => (line.service === null ? 0 : 2) + (line.priority === null ? 0 : 1);

function comesBefore(line: Target, other: Target): boolean {
  const difference = particular(line) - particular(other);
  return difference === 0 ? line.since > other.since : difference > 0;
}

import type { Day } from '../../../kernel/day.ts';

/** How a post is filled. */
export const fillings = [
  'assigned',
  'competition',
  'mobility',
  'seconded',
  'detached',
  'shared',
  'part-assigned',
  'contract',
] as const;
export type Filling = (typeof fillings)[number];

/** The areas of the collective agreement of 16 November 2022, that came in place of the categories. */
export const areas = ['operatori', 'operatori-esperti', 'istruttori', 'funzionari-eq'] as const;
export type Area = (typeof areas)[number];

/** A post of the service; `category` as it was called before 2022 (`D1`), empty where it is called by its area alone. */
export type PlannedPost = {
  readonly title: string;
  readonly category: string;
  readonly area: Area | null;
  /** Of full time. */
  readonly percentage: number;
  readonly filling: Filling;
  readonly note: string;
};

type Plan = { readonly number: number; readonly since: Day };

/** The plan that holds on a day: of those approved, the one that began last; of one day, the later number. */
export function planOn<P extends Plan>(approved: readonly P[], on: Day): P | undefined {
  return approved
    .filter(({ since }) => since <= on)
    .toSorted((a, b) => (a.since !== b.since ? (a.since < b.since ? 1 : -1) : b.number - a.number))[0];
}

/** Full-time equivalents of parts of full time, in hundredths: 250 is two and a half. */
export function fullTime(parts: readonly { readonly percentage: number }[]): number {
  return parts.reduce((sum, { percentage }) => sum + percentage, 0);
}

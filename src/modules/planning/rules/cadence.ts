import { addDays, addMonths, type Day, dayOf, lastDayOfMonth } from '../../../kernel/day.ts';
import { text } from '../../../kernel/text.ts';
import { count, onDay, stated, step, words } from '../../../kernel/trace.ts';
import { type InForce, readingTraces } from '../../agreement/rules/index.ts';
import { eventTrace } from './deadlines.ts';
import { type Events, happeningsOf } from './events.ts';
import type { Obligation } from './obligation.ts';

/** A period of the year in which something must happen at least once. */
export type Period = { readonly from: Day; readonly to: Day };

/** The periods of a year, the last one shorter where the months do not divide it. */
export function periodsOf(year: number, everyMonths: number): Period[] {
  const periods: Period[] = [];
  for (let month = 1; month <= 12; month += everyMonths) {
    periods.push({
      from: dayOf(year, month, 1),
      to: lastDayOfMonth(year, Math.min(month + everyMonths - 1, 12)),
    });
  }
  return periods;
}

/**
 * What a cadence makes due: by the calendar, the last day of each period; rolling, so many months after each time it
 * happened. Never moved for a holiday.
 */
export function cadenceObligations(
  clause: InForce<'cadence'>,
  { year, events }: { year: number; events: Events },
): Obligation[] {
  const { id, title, who, roles, hard, requirement, everyMonths, mode, after } = clause.terms;
  const base = {
    requirement: requirement ?? clause.requirement[0] ?? '',
    clause: clause.id,
    title,
    who,
    roles: roles ?? (['RES'] as const),
    bearer: 'association' as const,
    kind: 'cadence' as const,
    hard,
  };
  const behind = () => [
    stated(text('regola', 'rule'), words(clause.title), clause.source),
    stated(text('mesi', 'months'), count(everyMonths), clause.source),
    ...readingTraces(clause),
  ];
  if (mode === 'calendar') {
    return periodsOf(year, everyMonths).map(({ from, to }) => ({
      ...base,
      id: `${id}:${to}`,
      due: to,
      ...(after === undefined ? {} : { shownBy: { kind: 'event' as const, event: after, from, to } }),
      explain: () =>
        step(
          title,
          onDay(to),
          text(
            'almeno una volta nel periodo, entro il suo ultimo giorno',
            'at least once in the period, by its last day',
          ),
          [
            step(
              text('inizio del periodo', 'start of the period'),
              onDay(from),
              text("i periodi dividono l'anno", 'the periods divide the year'),
              [],
            ),
            ...behind(),
          ],
        ),
    }));
  }
  if (after === undefined) return [];
  return happeningsOf(events, after).map((happening) => {
    const due = addMonths(happening.on, everyMonths);
    return {
      ...base,
      id: `${id}:${happening.on}`,
      due,
      shownBy: { kind: 'event' as const, event: after, from: addDays(happening.on, 1), to: null },
      explain: () =>
        step(
          title,
          onDay(due),
          text("i mesi della cadenza dopo l'ultima volta", 'the months of the cadence after the last time'),
          [eventTrace(happening), ...behind()],
        ),
    };
  });
}

/**
 * The periods of a year that have passed, or end, on a day without the thing having happened in them. Rolling cadences have
 * no periods: for them the list is empty.
 */
export function periodsMissed(
  clause: InForce<'cadence'>,
  { year, happened, on }: { year: number; happened: readonly Day[]; on: Day },
): Period[] {
  if (clause.terms.mode !== 'calendar') return [];
  return periodsOf(year, clause.terms.everyMonths).filter(
    ({ from, to }) => to <= on && !happened.some((each) => each >= from && each <= to),
  );
}

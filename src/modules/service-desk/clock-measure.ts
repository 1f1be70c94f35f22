import type { Day } from '../../kernel/day.ts';
import type { Source } from '../../kernel/source.ts';
import type { Tx } from '../../platform/action.ts';
import { documentOn } from '../agreement/index.ts';
import { clauseInForce, withReadings } from '../agreement/rules/index.ts';
import {
  type CalendarOfEntity,
  calendarOfEntity,
  type PauseReason,
  readHours,
  type Target,
  type Targets,
  type WeeklyHours,
  type WorkCalendar,
} from './rules/clock/index.ts';
import { type CalendarRows, calendarRows, type WeekRow } from './storage/calendars.ts';
import { clockRulesOf, type StopRow, targetRows } from './storage/targets.ts';

/** What holds until the association sets its own: national holidays, what stops the clock, when somebody is told. */
export const usualClockRules = {
  nationalHolidays: 'closed',
  stops: [
    { reason: 'material', clause: '' },
    { reason: 'person', clause: '' },
    { reason: 'referent', clause: '' },
    { reason: 'agreed', clause: '' },
  ] satisfies readonly Pick<StopRow, 'reason' | 'clause'>[],
  escalations: [75, 90],
} as const;

/**
 * By what the requests of an entity are measured: its calendar and the targets of the association, as set, with the clauses
 * of the agreement in force on a day. `clockOf` takes it with the moment.
 */
export async function clockMeasure(
  tx: Tx,
  association: string,
  { entity, on }: { readonly entity: string; readonly on: Day },
): Promise<{ readonly calendar: WorkCalendar; readonly targets: Targets }> {
  const rows = await calendarRows(tx, association, ['', entity]);
  const set = await clockRulesOf(tx, association);
  const lines = await targetRows(tx, association);
  const stops = set?.stops ?? usualClockRules.stops;
  const wanted = [...stops, ...lines].some(({ clause }) => clause !== '');
  const sources = wanted ? await clauseSources(tx, association, on) : new Map<string, Source>();
  const general: WorkCalendar = {
    nationalHolidays: set?.rules.national_holidays ?? usualClockRules.nationalHolidays,
    ...partOf(rows, ''),
  };
  return {
    calendar: calendarOfEntity(general, partOf(rows, entity)),
    targets: {
      lines: lines.map(({ service, priority, since, first_answer, solution, clause }): Target => {
        const source = sources.get(clause);
        const line = {
          service: service || null,
          priority: priority || null,
          since,
          firstAnswer: first_answer,
          solution,
        };
        return source ? { ...line, source } : line;
      }),
      stopping: Object.fromEntries(
        stops.map(({ reason, clause }): [PauseReason, Source | 'office'] => [reason, sources.get(clause) ?? 'office']),
      ),
      escalations: set?.rules.escalations ?? usualClockRules.escalations,
    },
  };
}

/** The clauses in force on a day, each with its source. */
export async function clauseSources(tx: Tx, association: string, on: Day): Promise<ReadonlyMap<string, Source>> {
  const stored = await documentOn(tx, association, on);
  if (!stored) return new Map();
  const { agreement } = withReadings(stored.document);
  return new Map(
    agreement.document.clauses.flatMap((clause): [string, Source][] => {
      const inForce = clauseInForce(agreement, clause, on);
      return inForce.ok ? [[clause.id, inForce.value.source]] : [];
    }),
  );
}

function partOf(rows: CalendarRows, whose: string): Required<CalendarOfEntity> {
  return {
    weeks: rows.weeks.filter((row) => row.whose === whose).map(weekOf),
    yearly: rows.holidays
      .filter((row) => row.whose === whose)
      .map(({ month_day, name }) => ({ monthDay: month_day, name })),
    exceptions: rows.exceptions
      .filter((row) => row.whose === whose)
      .map(({ from_day, until_day, hours, why }) => ({
        from: from_day,
        until: until_day,
        hours: readHours(hours) ?? [],
        why,
      })),
  };
}

function weekOf({ since, monday, tuesday, wednesday, thursday, friday, saturday, sunday }: WeekRow): WeeklyHours {
  const hours = (written: string) => readHours(written) ?? [];
  return {
    since,
    days: {
      1: hours(monday),
      2: hours(tuesday),
      3: hours(wednesday),
      4: hours(thursday),
      5: hours(friday),
      6: hours(saturday),
      7: hours(sunday),
    },
  };
}

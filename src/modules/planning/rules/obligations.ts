import { type Day, day, yearOf } from '../../../kernel/day.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import {
  type Agreement,
  type ClauseKind,
  clauseInForce,
  type InForce,
  refusals,
  versionOn,
  type WrittenClause,
} from '../../agreement/rules/index.ts';
import { type HolidayRule, holidayRule } from '../../budget/rules/index.ts';
import { cadenceObligations } from './cadence.ts';
import { deadlineObligations } from './deadlines.ts';
import type { Events } from './events.ts';
import type { Obligation } from './obligation.ts';
import {
  expiryObligations,
  noticeObligations,
  paymentObligations,
  twoStepObligations,
  withdrawalObligations,
} from './other-obligations.ts';
import { referentObligations } from './referents.ts';

type Asked = { readonly year: number; readonly events: Events; readonly holidays: HolidayRule };
type Source = { [K in ClauseKind]?: (clause: InForce<K>, asked: Asked) => Obligation[] };

/** The kinds of clause that make something due, each with what it makes due. */
const sources: Source = {
  deadlines: deadlineObligations,
  cadence: cadenceObligations,
  notice: noticeObligations,
  instalments: paymentObligations,
  withdrawal: withdrawalObligations,
  'site-referent': referentObligations,
  'two-step-approval': twoStepObligations,
  duration: expiryObligations,
};

const firstDay = day('0001-01-01');

/**
 * Everything that falls due in a year, in order of day and then of the document. What hangs on an event is there only when
 * the event is; an agreement that has expired is run as renewed. Each obligation follows the version of its clause in force
 * on the day it is due.
 *
 * Refuses `agreement/no-such-clause` where no clause makes anything due, `agreement/not-yet-in-force` where none had begun.
 * Source: clause kinds `deadlines`, `cadence`, `notice`, `instalments`, `withdrawal`, `two-step-approval`, `duration`.
 */
export function obligationsOf(
  agreement: Agreement,
  { year, events }: { year: number; events: Events },
): Result<Obligation[]> {
  const written = agreement.document.clauses.filter(({ kind }) => sources[kind] !== undefined);
  const [first] = written;
  if (!first) return refuse(refusals.noSuchClause(agreement.document, 'deadlines'));
  const lastOfYear = day(`${String(year).padStart(4, '0')}-12-31`);
  if (written.every((clause) => versionOn(clause, lastOfYear) < 0))
    return refuse(refusals.notYetInForce(agreement.document, first, lastOfYear));
  const asked: Asked = {
    year,
    events,
    holidays: holidayRule(agreement, lastOfYear),
  };
  const obligations = written.flatMap((clause) => obligationsOfClause(agreement, clause, asked));
  const ofTheYear = obligations.filter(({ due }) => yearOf(due) === year);
  return ok(eachItsOwnId(ofTheYear.sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0))));
}

/** Two meetings on one day are two obligations: from the second on, the id carries its number. */
function eachItsOwnId(obligations: readonly Obligation[]): Obligation[] {
  const times = new Map<string, number>();
  return obligations.map((obligation) => {
    const time = (times.get(obligation.id) ?? 0) + 1;
    times.set(obligation.id, time);
    return time === 1 ? obligation : { ...obligation, id: `${obligation.id}:${time}` };
  });
}

function obligationsOfClause(agreement: Agreement, clause: WrittenClause, asked: Asked): Obligation[] {
  const obligationsFrom = sources[clause.kind] as (inForce: InForce<ClauseKind>, asked: Asked) => Obligation[];
  return clause.versions.flatMap((version, place) => {
    const begins = (version.since as Day | undefined) ?? firstDay;
    const inForce = clauseInForce(agreement, clause, begins);
    if (!inForce.ok) return [];
    return obligationsFrom(inForce.value, asked).filter(({ due }) => versionOn(clause, due) === place);
  });
}

import { addMonths, type Day, day, dayOf, showDay, yearOf } from '../../../kernel/day.ts';
import { type Cents, parseMoney } from '../../../kernel/money.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { type Text, text } from '../../../kernel/text.ts';
import { count, given, money, onDay, stated, step, type Trace, words } from '../../../kernel/trace.ts';
import { type InForce, readingTraces } from '../../agreement/rules/index.ts';
import { withdrawalRefusals } from './withdrawal-refusals.ts';

export type WithdrawalNotice = {
  /** The entity's own signature of the agreement. */
  readonly signed: Day | undefined;
  /** When the notice was given, as its receipt says. */
  readonly notified: Day;
};

export type Withdrawal = {
  readonly admissible: boolean;
  /** Last day of the year of the notice to leave on the following 1 January; null where the term runs from the notice. */
  readonly lastDay: Day | null;
  /** First day outside the association; null when not admissible. */
  readonly effective: Day | null;
  /** What the leaver gets back; null where the text is silent. */
  readonly refund: Cents | null;
  /** Why not admissible; empty when it is. */
  readonly reasons: readonly Text[];
  readonly explain: () => Trace;
};

/**
 * Whether an entity may leave, and from when. A notice after the last day of its year is treated as given for the next year,
 * only as to its effect, or rejected, as the clause says; its year stays that of the calendar. After the end of the agreement
 * there is nothing to leave.
 *
 * @param duration the clause that sets the last day of the agreement, where there is one
 * Refuses `membership/no-withdrawal-term` while the term is in a document that is not at hand, and
 * `membership/no-signing-day` where the first year depends on the signature.
 * Source: clause kind `withdrawal` (Lecco: art. 8 c. 2; Asti: withdrawal).
 */
export function withdrawalOf(
  { signed, notified }: WithdrawalNotice,
  clause: InForce<'withdrawal'>,
  duration?: InForce<'duration'> | undefined,
): Result<Withdrawal> {
  const { notice, firstYear, late, refund } = clause.terms;
  if (notice === null) {
    const key = clause.readings.find(({ path }) => path === 'notice')?.key ?? 'withdrawal.notice';
    return refuse(withdrawalRefusals.noTerm(key, clause.source));
  }
  if (firstYear !== 'any' && signed === undefined) return refuse(withdrawalRefusals.noSigningDay(clause.source));
  const ends = duration?.terms.to;
  const year = yearOf(notified);
  const lastDay = 'lastDay' in notice ? lastDayForNotice(year, notice.lastDay) : null;
  const isLate = lastDay !== null && notified > lastDay;
  const effect = 'months' in notice ? addMonths(notified, notice.months) : dayOf(year + (isLate ? 2 : 1), 1, 1);
  const reasons: Text[] = [];
  if (ends !== undefined && notified > ends) {
    reasons.push(
      text(
        `La convenzione è finita il ${showDay(ends)}: dopo quel giorno non c'è da che recedere.`,
        `The agreement ended on ${showDay(ends, 'en')}: after that day there is nothing to leave.`,
      ),
    );
  }
  if (signed !== undefined && notified < signed) {
    reasons.push(
      text(
        `La comunicazione precede la firma del ${showDay(signed)}.`,
        `The notice comes before the signature of ${showDay(signed, 'en')}.`,
      ),
    );
  }
  const first = firstYear === 'any' || signed === undefined ? undefined : firstYearOf(firstYear, yearOf(signed));
  if (first && (first.of === 'effect' ? yearOf(effect) : year) < first.year) reasons.push(tooEarly(first));
  if (isLate && late === 'reject') {
    reasons.push(
      text(
        `La comunicazione è arrivata dopo il ${showDay(lastDay)}, ultimo giorno utile dell'anno.`,
        `The notice came after ${showDay(lastDay, 'en')}, the last day of the year for it.`,
      ),
    );
  }
  const admissible = reasons.length === 0;
  const withdrawal = {
    admissible,
    lastDay,
    effective: admissible ? effect : null,
    refund: refund === null ? null : parseMoney(refund)!,
    reasons,
  };
  return ok({
    ...withdrawal,
    explain: () => explainWithdrawal({ signed, notified, duration, first, effect, isLate, withdrawal }, clause),
  });
}

/** The last day of a year for a notice that takes effect on the next 1 January. */
export function lastDayForNotice(year: number, monthDay: string): Day {
  return day(`${String(year).padStart(4, '0')}-${monthDay}`);
}

type FirstYear = { readonly year: number; readonly of: 'notice' | 'effect' };

function firstYearOf(
  rule: 'signing_year_plus_2' | 'signing_year_plus_3' | 'effect_in_third_year',
  signed: number,
): FirstYear {
  if (rule === 'signing_year_plus_2') return { year: signed + 2, of: 'notice' };
  return { year: signed + 3, of: rule === 'effect_in_third_year' ? 'effect' : 'notice' };
}

function tooEarly({ year, of }: FirstYear): Text {
  return of === 'notice'
    ? text(`Il recesso si può comunicare solo dal ${year}.`, `Leaving may be notified only from ${year}.`)
    : text(`Il recesso può avere effetto solo dal ${year}.`, `Leaving may take effect only from ${year}.`);
}

function explainWithdrawal(
  shown: {
    signed: Day | undefined;
    notified: Day;
    duration: InForce<'duration'> | undefined;
    first: FirstYear | undefined;
    effect: Day;
    isLate: boolean;
    withdrawal: Omit<Withdrawal, 'explain'>;
  },
  clause: InForce<'withdrawal'>,
): Trace {
  const { signed, notified, duration, first, effect, isLate, withdrawal } = shown;
  const { notice } = clause.terms;
  const from: Trace[] = [given(text('comunicazione', 'notice'), onDay(notified))];
  if (first) {
    from.push(
      step(
        first.of === 'notice'
          ? text('primo anno per comunicare il recesso', 'first year to notify the withdrawal')
          : text(
              'primo anno in cui il recesso può avere effetto',
              'first year in which the withdrawal may take effect',
            ),
        words(String(first.year)),
        text("contato dall'anno della firma", 'counted from the year of signing'),
        [
          ...(signed ? [given(text('firma', 'signature'), onDay(signed))] : []),
          stated(text('regola', 'rule'), words(clause.title), clause.source),
          ...readingTraces(clause, 'firstYear'),
        ],
      ),
    );
  }
  if (withdrawal.lastDay)
    from.push(
      stated(text("ultimo giorno utile dell'anno", 'last day of the year'), onDay(withdrawal.lastDay), clause.source),
    );
  if (notice !== null && 'months' in notice)
    from.push(stated(text('mesi di preavviso', 'months of notice'), count(notice.months), clause.source));
  from.push(...readingTraces(clause, 'notice'));
  if (isLate) from.push(...readingTraces(clause, 'late'));
  if (duration?.terms.to) {
    from.push(
      stated(text('fine della convenzione', 'end of the agreement'), onDay(duration.terms.to), duration.source),
      ...readingTraces(duration, 'to'),
    );
  }
  if (withdrawal.refund !== null)
    from.push(stated(text('rimborso a chi esce', 'refund to the leaver'), money(withdrawal.refund), clause.source));
  if (!withdrawal.admissible) {
    return step(
      text('recesso', 'withdrawal'),
      words(text('non ammesso', 'not admissible')),
      text(withdrawal.reasons.map(({ it }) => it).join(' '), withdrawal.reasons.map(({ en }) => en).join(' ')),
      from,
    );
  }
  return step(
    text('primo giorno fuori dalla convenzione', 'first day outside the agreement'),
    onDay(effect),
    notice !== null && 'months' in notice
      ? text('dalla comunicazione, passati i mesi di preavviso', 'from the notice, after the months of notice')
      : isLate
        ? text(
            "la comunicazione è arrivata dopo l'ultimo giorno utile: vale per l'anno successivo",
            'the notice came after the last day: it holds for the next year',
          )
        : text("il 1º gennaio dopo l'anno della comunicazione", '1 January after the year of the notice'),
    from,
  );
}

import { addDays, type Day, day, daysBetween, daysInYear, yearOf } from '../../../kernel/day.ts';
import { add, type Fraction, fraction, zero } from '../../../kernel/fraction.ts';
import { type Cents, timesHalfUp } from '../../../kernel/money.ts';
import { text } from '../../../kernel/text.ts';
import { count, given, money, onDay, stated, step, type Trace, words } from '../../../kernel/trace.ts';
import { type InForce, readingTraces } from '../../agreement/rules/index.ts';

export type Alignment = {
  readonly proposedEnd: Day;
  /** Days added to the contract; negative when it is shortened, 0 when it already ends on the common day. */
  readonly bridgeDays: number;
  /** What those days cost, or save. */
  readonly bridgeAmount: Cents;
  readonly explain: () => Trace;
};

/**
 * The end that brings a contract to the common day of the year, and what the days between cost: the yearly fee over the days
 * of the year they fall in, half-up to the cent. Extending goes to the next such day, shortening to the previous one.
 * Source: clause kind `contract-alignment` (Calatino: art. 2 lett. t).
 */
export function alignmentOf(
  { ends, yearlyFee }: { ends: Day; yearlyFee: Cents },
  clause: InForce<'contract-alignment'>,
): Alignment {
  const { to, direction } = clause.terms;
  const proposedEnd = commonDay(ends, to, direction);
  const bridgeDays = daysBetween(ends, proposedEnd);
  const part = bridgeDays >= 0 ? partOfYears(ends, proposedEnd) : negated(partOfYears(proposedEnd, ends));
  const bridgeAmount = timesHalfUp(yearlyFee, part);
  return {
    proposedEnd,
    bridgeDays,
    bridgeAmount,
    explain: () =>
      step(
        text('costo dei giorni fino alla scadenza comune', 'cost of the days up to the common end'),
        money(bridgeAmount),
        text(
          "canone annuo per i giorni, diviso per i giorni dell'anno, al centesimo più vicino",
          'yearly fee times the days, over the days of the year, to the nearest cent',
        ),
        [
          given(text('canone annuo', 'yearly fee'), money(yearlyFee)),
          step(
            text('giorni tra le due scadenze', 'days between the two ends'),
            count(bridgeDays),
            bridgeDays === 0
              ? text('il contratto finisce già nel giorno comune', 'the contract already ends on the common day')
              : text('dal giorno dopo la prima fino alla seconda', 'from the day after the first to the second'),
            [
              given(text('fine del contratto', 'end of the contract'), onDay(ends)),
              step(
                text('fine proposta', 'proposed end'),
                onDay(proposedEnd),
                direction === 'extend'
                  ? text('il primo giorno comune da quella data', 'the first common day from that date')
                  : text("l'ultimo giorno comune fino a quella data", 'the last common day up to that date'),
                [stated(text('giorno comune', 'common day'), words(to), clause.source), ...readingTraces(clause)],
              ),
            ],
          ),
          given(text("giorni dell'anno del contratto", "days of the contract's year"), count(daysInYear(yearOf(ends)))),
        ],
      ),
  };
}

function commonDay(ends: Day, to: string, direction: 'extend' | 'shorten'): Day {
  const inYear = (year: number) => day(`${String(year).padStart(4, '0')}-${to}`);
  const year = yearOf(ends);
  const here = inYear(year);
  if (here === ends) return ends;
  if (direction === 'extend') return here > ends ? here : inYear(year + 1);
  return here < ends ? here : inYear(year - 1);
}

/** Days after `from` up to `to`, each over the days of its own year. */
function partOfYears(from: Day, to: Day): Fraction {
  let part = zero;
  for (let year = yearOf(from); year <= yearOf(to); year++) {
    const first = year === yearOf(from) ? addDays(from, 1) : day(`${String(year).padStart(4, '0')}-01-01`);
    const last = year === yearOf(to) ? to : day(`${String(year).padStart(4, '0')}-12-31`);
    part = add(part, fraction(daysBetween(first, last) + 1, daysInYear(year)));
  }
  return part;
}

function negated({ num, den }: Fraction): Fraction {
  return { num: -num, den };
}

import { addYears, type Day } from '../../../kernel/day.ts';
import { text } from '../../../kernel/text.ts';
import { count, given, onDay, stated, step, type Trace } from '../../../kernel/trace.ts';
import { clausesInForce, readingTraces } from '../../agreement/rules/index.ts';
import type { BodyFacts } from './facts.ts';

/** The last day of a term, and how it was found. */
export type TermOfOffice = { readonly until: Day; readonly explain: () => Trace };

/**
 * When somebody who begins in a body on a day ends by the agreement; undefined where no clause fixes a term. The years are
 * counted from the first day; with a cap, not beyond the agreement's own last day, unless that has passed already.
 * Source: clause kind `term-of-office` (Lecco: art. 5 c. 1; R-LC-11).
 */
export function termOfOffice(
  { agreement, on }: Pick<BodyFacts, 'agreement' | 'on'>,
  { body, since }: { readonly body: string; readonly since: Day },
): TermOfOffice | undefined {
  if (!agreement) return undefined;
  const clause = clausesInForce(agreement, 'term-of-office', on).find(({ terms }) => terms.bodies.includes(body));
  if (!clause) return undefined;
  const { years, capAtAgreementEnd } = clause.terms;
  const byYears = addYears(since, years);
  const duration = clausesInForce(agreement, 'duration', on)[0];
  const end = duration?.terms.to as Day | undefined;
  const capped = capAtAgreementEnd && end !== undefined && end >= since && end < byYears;
  const until = capped ? end : byYears;
  const counted = () =>
    step(
      text('fine del periodo', 'end of the period'),
      onDay(byYears),
      text(`${years} anni dalla nomina`, `${years} years from the appointment`),
      [
        given(text('primo giorno in carica', 'first day in office'), onDay(since)),
        stated(text('anni in carica', 'years in office'), count(years), clause.source),
      ],
    );
  return {
    until,
    explain: () =>
      step(
        text('ultimo giorno in carica', 'last day in office'),
        onDay(until),
        capped
          ? text('il primo tra i due giorni', 'the earlier of the two days')
          : text('il giorno in cui il periodo finisce', 'the day the period ends'),
        [
          counted(),
          ...(capped
            ? [stated(text('fine della convenzione', 'end of the agreement'), onDay(end), duration!.source)]
            : []),
          ...readingTraces(clause),
        ],
      ),
  };
}

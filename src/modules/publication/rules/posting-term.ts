import { addDays, type Day } from '../../../kernel/day.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { count, given, onDay, stated, step, type Trace } from '../../../kernel/trace.ts';
import { type InForce, readingTraces } from '../../agreement/rules/index.ts';
import { refusals } from './refusals.ts';

export type PostingTerm = { readonly lastDay: Day; readonly inForce: Day; readonly explain: () => Trace };

/**
 * The last day of posting on the notice board, and the day after, when the text enters into force. Consecutive days: a
 * duration, so holidays move nothing; an interruption starts the count again from the new posting.
 *
 * @param executive the day on which the approving resolution became executive, as the clerk says
 * Refuses `publication/posted-before-executive`.
 * Source: clause kind `publication` (Calatino: art. 10).
 */
export function postingTerm(
  { executive, posted }: { executive: Day; posted: Day },
  clause: InForce<'publication'>,
): Result<PostingTerm> {
  if (posted < executive) return refuse(refusals.postedBeforeExecutive({ posted, executive }, clause.source));
  const { days, firstDay } = clause.terms;
  const lastDay = addDays(posted, firstDay === 'included' ? days - 1 : days);
  const inForce = addDays(lastDay, 1);
  return ok({
    lastDay,
    inForce,
    explain: () =>
      step(
        text('entrata in vigore', 'entry into force'),
        onDay(inForce),
        text("il giorno dopo l'ultimo di pubblicazione", 'the day after the last of the posting'),
        [
          step(
            text('ultimo giorno di pubblicazione', 'last day of the posting'),
            onDay(lastDay),
            firstDay === 'included'
              ? text('giorni consecutivi, il primo compreso', 'consecutive days, the first included')
              : text('giorni consecutivi, il primo escluso', 'consecutive days, the first excluded'),
            [
              given(text('delibera esecutiva', 'resolution executive'), onDay(executive)),
              given(text('pubblicazione', 'posting'), onDay(posted)),
              stated(text('giorni di pubblicazione', 'days of posting'), count(days), clause.source),
              ...readingTraces(clause),
            ],
          ),
        ],
      ),
  });
}

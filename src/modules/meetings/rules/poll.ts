import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { count, given, stated, step, type Trace, words } from '../../../kernel/trace.ts';
import { type InForce, readingTraces } from '../../agreement/rules/index.ts';
import { neededOf, thresholdInWords } from './head-count.ts';
import { refusals } from './refusals.ts';

export type Poll = {
  readonly entitled: number;
  readonly required: number;
  readonly inFavour: number;
  readonly approved: boolean;
  readonly explain: () => Trace;
};

/**
 * A question to all entities, one voice each whatever their size: enough of them must declare the need.
 *
 * @param entities everyone, with who is the lead; the lead counts, and may be heard, only where the clause says so
 * @param declaring codes of those that declare the need; the requester is one of them
 * Refuses `meetings/nobody-entitled` when nobody is left to ask.
 * Source: clause kind `poll` (Valdarno e Valdisieve: art. 11 c. 4).
 */
export function pollOf(
  { entities, declaring }: { entities: readonly { code: string; lead: boolean }[]; declaring: ReadonlySet<string> },
  clause: InForce<'poll'>,
): Result<Poll> {
  const asked = entities.filter(({ lead }) => !lead || clause.terms.includeLead);
  if (asked.length === 0) return refuse(refusals.nobodyEntitled(clause.source));
  const inFavour = asked.filter(({ code }) => declaring.has(code)).length;
  const required = Number(neededOf(clause.terms.needs, asked.length));
  const approved = inFavour >= required && inFavour > 0;
  return ok({
    entitled: asked.length,
    required,
    inFavour,
    approved,
    explain: () =>
      step(
        text('enti che dichiarano il bisogno', 'entities that declare the need'),
        count(inFavour),
        approved
          ? text(`bastano: ne servono ${required}`, `enough: ${required} are needed`)
          : text(`non bastano: ne servono ${required}`, `not enough: ${required} are needed`),
        [
          step(text('enti che servono', 'entities needed'), count(required), thresholdInWords(clause.terms.needs), [
            given(text('enti consultati', 'entities asked'), count(asked.length)),
            stated(text('regola', 'rule'), words(clause.title), clause.source),
            ...readingTraces(clause, 'needs'),
            ...readingTraces(clause, 'includeLead'),
          ]),
        ],
      ),
  });
}

import { addDays, type Day } from '../../../kernel/day.ts';
import { text } from '../../../kernel/text.ts';
import { count, given, stated, step, type Trace, words } from '../../../kernel/trace.ts';
import { type InForce, readingTraces } from '../../agreement/rules/index.ts';
import { neededOf, thresholdInWords } from './head-count.ts';

export type SittingRequest = {
  readonly required: number;
  readonly supported: boolean;
  /** Undefined where the text sets no term, or the request has not enough supporters. */
  readonly conveneBy: Day | undefined;
  readonly explain: () => Trace;
};

/**
 * Whether enough members ask for a sitting, and by when it must then be convened.
 * Source: clause kind `request` (Lecco: art. 4, a third rounded up by C-7).
 */
export function requestOf(
  { members, supporters, asked }: { members: number; supporters: number; asked: Day },
  clause: InForce<'request'>,
): SittingRequest {
  const { needs, conveneWithinDays } = clause.terms;
  const required = Number(neededOf(needs, members));
  const supported = supporters >= required;
  return {
    required,
    supported,
    conveneBy: supported && conveneWithinDays !== 'none' ? addDays(asked, conveneWithinDays) : undefined,
    explain: () =>
      step(
        text('componenti che chiedono la seduta', 'members that ask for the sitting'),
        count(supporters),
        supported
          ? text(`bastano: ne servono ${required}`, `enough: ${required} are needed`)
          : text(`non bastano: ne servono ${required}`, `not enough: ${required} are needed`),
        [
          step(text('componenti che servono', 'members needed'), count(required), thresholdInWords(needs), [
            given(text("componenti dell'organo", 'members of the body'), count(members)),
            stated(text('regola', 'rule'), words(clause.title), clause.source),
            ...readingTraces(clause),
          ]),
        ],
      ),
  };
}

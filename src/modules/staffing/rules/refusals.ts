import type { Refusal } from '../../../kernel/result.ts';
import type { Source } from '../../../kernel/source.ts';
import { enumerate, text } from '../../../kernel/text.ts';

/** Every way this module says no. */
export const refusals = {
  emptyQuota: (profiles: readonly string[], source: Source): Refusal => ({
    code: 'staffing/empty-quota',
    kind: 'rule',
    says: text(
      `La quota di ${enumerate(profiles, 'it')} è di zero ore: non se ne può dire la parte usata.`,
      `The quota of ${enumerate(profiles, 'en')} is zero hours: there is no part of it to have used.`,
    ),
    remedy: text(
      'Indicare una quota maggiore di zero, o togliere il profilo.',
      'Give a quota above zero, or remove the profile.',
    ),
    source,
  }),
};

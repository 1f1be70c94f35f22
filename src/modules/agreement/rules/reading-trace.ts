import { text } from '../../../kernel/text.ts';
import { reading, type Trace, words } from '../../../kernel/trace.ts';
import type { ClauseKind } from './clause-kind.ts';
import type { InForce } from './resolve.ts';

/**
 * The settings that decided the terms of a clause, for explanations.
 *
 * @param at a path into the terms (`calls[0]`): only the settings of that term and of what is inside it; all without it.
 */
export function readingTraces(
  clause: { readonly readings: InForce<ClauseKind>['readings']; readonly source: InForce<ClauseKind>['source'] },
  at = '',
): Trace[] {
  return clause.readings
    .filter(({ path }) => at === '' || path === at || path.startsWith(`${at}.`) || path.startsWith(`${at}[`))
    .map(({ key, value }) => {
      const chosen = typeof value === 'string' ? value : JSON.stringify(value);
      return reading(text('impostazione adottata', 'setting in use'), words(chosen), key, chosen, clause.source);
    });
}

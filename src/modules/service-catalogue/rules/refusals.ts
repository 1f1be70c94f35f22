import type { Refusal } from '../../../kernel/result.ts';
import type { Source } from '../../../kernel/source.ts';
import { text } from '../../../kernel/text.ts';

/** Every way this module says no. */
export const refusals = {
  noRow: (category: string, source: Source): Refusal => ({
    code: 'service-catalogue/no-row',
    kind: 'rule',
    says: text(
      `La tabella delle competenze non dice nulla per «${category}» in questo caso.`,
      `The table of what the office does says nothing for "${category}" in this case.`,
    ),
    remedy: text('Aggiungere una riga alla clausola.', 'Add a row to the clause.'),
    source,
  }),
};

import type { Refusal } from '../../../kernel/result.ts';
import { type Text, text } from '../../../kernel/text.ts';

type Problem = { readonly line: number | null; readonly says: Text };

/** How a renewal of representatives says no. */
export const renewalRefusals = {
  incomplete: (problems: readonly Problem[]): Refusal => {
    const { line, says } = problems[0]!;
    const first = line === null ? says : text(`Riga ${line}: ${says.it}`, `Line ${line}: ${says.en}`);
    return {
      code: 'identity/renewal-incomplete',
      kind: 'rule',
      says: text(
        `L’elenco ha ${problems.length} problemi e non si cambia nulla. ${first.it}`,
        `The list has ${problems.length} problems and nothing is changed. ${first.en}`,
      ),
      remedy: text(
        'Correggere le righe indicate nell’anteprima e riprovare.',
        'Correct the lines named in the preview and try again.',
      ),
    };
  },
};

import { enumerate, type Language, type Text, text } from '../../../kernel/text.ts';
import type { DataRight } from '../../agreement/rules/index.ts';

/** What each right lets one do. */
export const rightWords: Readonly<Record<DataRight, Text>> = {
  consult: text('consultare', 'consult'),
  modify: text('modificare', 'modify'),
  transmit: text('trasmettere a terzi', 'transmit to third parties'),
};

export function rightsInWords(rights: readonly DataRight[], language: Language): string {
  return enumerate(
    rights.map((right) => rightWords[right][language]),
    language,
  );
}

import type { Text } from '../../kernel/text.ts';
import { useLanguage } from './frame.ts';

/** A sentence in the page's language. */
export function Say({ text }: { text: Text }) {
  return <>{text[useLanguage()]}</>;
}

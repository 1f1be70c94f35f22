import type { Language } from '../../../kernel/text.ts';
import { span } from './on-site-response.ts';

/** A length of time as a person says it. */
export function spanText(minutes: number, language: Language): string {
  return span(minutes)[language];
}

import { type Text, text } from '../../../kernel/text.ts';
import { momentText } from '../vocabulary.ts';
import type { StoredVisit } from './storage.ts';

/** When a visit begins, in words. */
export function whenOf({ starts_at }: Pick<StoredVisit, 'starts_at'>): Text {
  const iso = starts_at.toISOString();
  return text(momentText(iso, 'it'), momentText(iso, 'en'));
}

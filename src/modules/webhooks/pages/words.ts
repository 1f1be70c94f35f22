import type { Language } from '../../../kernel/text.ts';

/** Local time with seconds: *21 nov 2026, 12:00:00*. */
export function whenWords(at: string, language: Language): string {
  return new Intl.DateTimeFormat(language === 'it' ? 'it-IT' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone: 'Europe/Rome',
  }).format(new Date(at));
}

/** How a state looks beside its word. */
export const tones = {
  on: 'good',
  failing: 'attention',
  off: 'neutral',
  'switched-off': 'bad',
  waiting: 'attention',
  delivered: 'good',
  'given-up': 'bad',
  cancelled: 'neutral',
} as const;

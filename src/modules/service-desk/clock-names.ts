import { type Text, text } from '../../kernel/text.ts';

export const weekdayNames = {
  monday: text('Lunedì', 'Monday'),
  tuesday: text('Martedì', 'Tuesday'),
  wednesday: text('Mercoledì', 'Wednesday'),
  thursday: text('Giovedì', 'Thursday'),
  friday: text('Venerdì', 'Friday'),
  saturday: text('Sabato', 'Saturday'),
  sunday: text('Domenica', 'Sunday'),
} as const satisfies Readonly<Record<string, Text>>;

/** January first. */
export const monthNames: readonly Text[] = [
  text('gennaio', 'January'),
  text('febbraio', 'February'),
  text('marzo', 'March'),
  text('aprile', 'April'),
  text('maggio', 'May'),
  text('giugno', 'June'),
  text('luglio', 'July'),
  text('agosto', 'August'),
  text('settembre', 'September'),
  text('ottobre', 'October'),
  text('novembre', 'November'),
  text('dicembre', 'December'),
];

export const nationalHolidayWords = {
  closed: text('Le feste nazionali sono chiuse.', 'National holidays are closed.'),
  open: text('Nelle feste nazionali si lavora.', 'National holidays are worked.'),
} as const;

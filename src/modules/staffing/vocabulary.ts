import { type Text, text } from '../../kernel/text.ts';
import { lineNames as lines } from '../service-catalogue/rules/index.ts';
import type { ReferentState } from './rules/index.ts';
import type { NoticeKind, Noticer, StaffKind, WorkLine } from './storage/tables.ts';

/** The words of staff and sites, for pages. */
export { hoursText } from './rules/hours-text.ts';
export { stateNames as referentStateNames } from './rules/referent.ts';
export { noticeKinds, noticers, staffKinds, workLines } from './storage/tables.ts';

export const kindNames: Readonly<Record<StaffKind, Text>> = {
  permanent: text('a tempo indeterminato', 'permanent employee'),
  'fixed-term': text('a tempo determinato', 'fixed-term employee'),
  seconded: text('in comando', 'seconded'),
  transferred: text('trasferito', 'transferred'),
  shared: text('in utilizzo congiunto (art. 14 CCNL 2004)', 'shared use (art. 14 of the 2004 collective agreement)'),
  'part-assigned': text(
    'oltre l’orario (art. 1 c. 557 L. 311/2004)',
    'beyond ordinary hours (art. 1 c. 557 L. 311/2004)',
  ),
  'self-employed': text('lavoro autonomo', 'self-employed'),
  company: text('ditta esterna', 'outside company'),
};

export const lineNames: Readonly<Record<WorkLine | 'none', Text>> = {
  ...lines,
  none: text('senza linea', 'no line'),
};

export const aboutNames: Readonly<Record<NoticeKind, Text>> = {
  people: text('persone', 'people'),
  rooms: text('locali', 'rooms'),
  equipment: text('macchine', 'machines'),
  lines: text('linee', 'lines'),
  problem: text('problema', 'problem'),
};

export const noticerNames: Readonly<Record<Noticer, Text>> = {
  office: text('dell’ufficio', 'the office'),
  employee: text('un dipendente', 'an employee'),
  citizen: text('un cittadino', 'a citizen'),
};

export const weekdayNames: readonly Text[] = [
  text('lunedì', 'Monday'),
  text('martedì', 'Tuesday'),
  text('mercoledì', 'Wednesday'),
  text('giovedì', 'Thursday'),
  text('venerdì', 'Friday'),
  text('sabato', 'Saturday'),
  text('domenica', 'Sunday'),
];

export const referentTones: Readonly<Record<ReferentState, 'neutral' | 'good' | 'attention' | 'bad'>> = {
  'not-needed': 'neutral',
  'in-office': 'good',
  grace: 'attention',
  missing: 'bad',
};

import { type Text, text } from '../../kernel/text.ts';
import { lineNames as lines } from '../service-catalogue/rules/index.ts';
import type { Area, ClaimState, Filling, ReferentState, RequestForm, RequestState } from './rules/index.ts';
import type { NoticeKind, Noticer, StaffKind, WorkLine } from './storage/tables.ts';

export { hoursText } from './rules/hours-text.ts';
/** The words of staff and sites, for pages. */
export { areas, claimStates, fillings, lentKinds, requestForms, requestStates } from './rules/index.ts';
export { stateNames as referentStateNames } from './rules/referent.ts';
export { noticeKinds, noticers, staffKinds, workLines } from './storage/tables.ts';

export const kindNames: Readonly<Record<StaffKind, Text>> = {
  permanent: text('a tempo indeterminato', 'permanent employee'),
  'fixed-term': text('a tempo determinato', 'fixed-term employee'),
  seconded: text('in comando', 'seconded'),
  detached: text('in distacco', 'detached'),
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

export const fillingNames: Readonly<Record<Filling, Text>> = {
  assigned: text('personale già in servizio', 'staff in service already'),
  competition: text('concorso', 'competition'),
  mobility: text('mobilità', 'mobility'),
  seconded: text('comando', 'secondment'),
  detached: text('distacco', 'detachment'),
  shared: text('utilizzo congiunto', 'shared use'),
  'part-assigned': text(
    'oltre l’orario (art. 1 c. 557 L. 311/2004)',
    'beyond ordinary hours (art. 1 c. 557 L. 311/2004)',
  ),
  contract: text('incarico o contratto', 'appointment or contract'),
};

export const areaNames: Readonly<Record<Area, Text>> = {
  operatori: text('Operatori', 'Operators'),
  'operatori-esperti': text('Operatori esperti', 'Expert operators'),
  istruttori: text('Istruttori', 'Instructors'),
  'funzionari-eq': text('Funzionari ed elevata qualificazione', 'Officers and high qualification'),
};

export const requestFormNames: Readonly<Record<RequestForm, Text>> = {
  seconded: text('comando', 'secondment'),
  detached: text('distacco', 'detachment'),
  shared: text('utilizzo congiunto (art. 14 CCNL 2004)', 'shared use (art. 14 of the 2004 collective agreement)'),
  'part-assigned': text(
    'oltre l’orario (art. 1 c. 557 L. 311/2004)',
    'beyond ordinary hours (art. 1 c. 557 L. 311/2004)',
  ),
  time: text('per il tempo di un intervento', 'for the time of an intervention'),
};

export const requestStateNames: Readonly<Record<RequestState, Text>> = {
  asked: text('aspetta risposta', 'waits for an answer'),
  accepted: text('accolta', 'accepted'),
  declined: text('non accolta', 'declined'),
  withdrawn: text('ritirata', 'withdrawn'),
};

export const claimStateNames: Readonly<Record<ClaimState, Text>> = {
  claimed: text('da approvare', 'to be approved'),
  approved: text('approvata', 'approved'),
  refused: text('non approvata', 'not approved'),
  paid: text('pagata', 'paid'),
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

import { showNumber } from '../../../kernel/explain.ts';
import type { Language, Text } from '../../../kernel/text.ts';
import { shownValue } from '../../agreement/pages/index.ts';

const t = (it: string, en: string): Text => ({ it, en });

/** What the parts of an answer are called. */
const words: Readonly<Record<string, Text>> = {
  admissible: t('Si può recedere', 'Withdrawal is admissible'),
  amount: t('Quota', 'Share'),
  'instalments.amount': t('Rata', 'Instalment'),
  base: t('Su', 'Out of'),
  bridgeAmount: t('Importo del ponte', 'Bridge amount'),
  bridgeDays: t('Giorni di ponte', 'Bridge days'),
  contributions: t('Contributi', 'Contributions'),
  cost: t('Spesa', 'Cost'),
  due: t('Entro il', 'Due'),
  economic: t('Per valore economico', 'By economic value'),
  effective: t('Effetto dal', 'Effective'),
  entity: t('Ente', 'Entity'),
  excluded: t('Ruolo', 'Role'),
  gross: t('Totale lordo', 'Gross total'),
  hard: t('Termine rigido', 'Hard term'),
  inForce: t('In vigore dal', 'In force from'),
  lastDay: t('Ultimo giorno', 'Last day'),
  limit: t('Limite', 'Limit'),
  majority: t('Maggioranza', 'Majority'),
  'majority.base': t('Totale che si conta', 'Total counted'),
  'majority.required': t('Ne servono', 'Needed'),
  'majority.yes': t('A favore', 'In favour'),
  net: t('Totale netto', 'Net total'),
  netPosition: t('Saldo', 'Net position'),
  outcome: t('Esito', 'Outcome'),
  percent: t('%', '%'),
  population: t('Per abitanti', 'By inhabitants'),
  present: t('Presenti', 'Present'),
  profile: t('Profilo', 'Profile'),
  proposedEnd: t('Nuova scadenza', 'New expiry'),
  quorum: t('Numero legale', 'Quorum'),
  'quorum.met': t('Numero legale raggiunto', 'Quorum reached'),
  'quorum.present': t('Presenti', 'Present'),
  'quorum.required': t('Numero legale', 'Quorum'),
  reasons: t('Perché', 'Why'),
  refund: t('Rimborso', 'Refund'),
  reimbursement: t('Rimborso', 'Reimbursement'),
  residual: t('Restano', 'Left'),
  sendBy: t('Da inviare entro', 'To be sent by'),
  state: t('Stato', 'State'),
  title: t('Che cosa', 'What'),
  used: t('Usate', 'Used'),
  weight: t('Voti', 'Votes'),
  who: t('Chi', 'Who'),
};

/** `quorum.required` as *Numero legale*. */
export function answerLabel(what: string, language: Language): string {
  const known = words[what] ?? words[what.split('.').at(-1)!];
  return known?.[language] ?? what;
}

/** A value of an answer as people read it. */
export function answerValue(what: string, value: unknown, language: Language): string {
  if (value === null || value === undefined) return '–';
  if (what.endsWith('percent') && typeof value === 'string')
    return `${showNumber(value as unknown as number, language)}%`;
  return shownValue(what, value, language);
}

export function isNumeric(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value));
}

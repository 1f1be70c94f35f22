import { type Day, showDay } from '../../../kernel/day.ts';
import type { Refusal } from '../../../kernel/result.ts';
import type { ClauseKind } from './clause-kind.ts';
import type { AgreementDocument, WrittenClause } from './document.ts';

/** What each kind of clause decides, as a sentence names it. */
export const kindNames: Readonly<Record<ClauseKind, { it: string; en: string }>> = {
  statement: { it: 'una disposizione', en: 'a statement' },
  conventions: { it: 'le convenzioni di calcolo', en: 'the conventions of computation' },
  allocation: { it: 'il riparto dei costi', en: 'cost sharing' },
  contributions: { it: 'i contributi', en: 'contributions' },
  corrective: { it: 'i correttivi', en: 'correctives' },
  capital: { it: 'le spese di investimento', en: 'capital expenses' },
  'staff-reimbursement': { it: 'il rimborso del personale assegnato', en: 'the reimbursement of seconded staff' },
  'requester-pays': { it: 'i progetti a carico di chi li chiede', en: 'projects paid by who asks' },
  'indexed-reimbursement': { it: 'il rimborso annuo', en: 'the yearly reimbursement' },
  'metered-charge': { it: 'gli addebiti a consumo', en: 'charges by use' },
  instalments: { it: 'i versamenti', en: 'payments' },
  body: { it: 'la composizione degli organi', en: 'the composition of bodies' },
  'body-roles': { it: 'chi presiede e chi verbalizza', en: 'who presides and takes the minutes' },
  mandate: { it: 'la rappresentanza e le deleghe', en: 'representation and delegations' },
  'term-of-office': { it: 'la durata in carica', en: 'the term of office' },
  guests: { it: 'gli invitati senza voto', en: 'guests without vote' },
  appointment: { it: 'le nomine', en: 'appointments' },
  'two-step-approval': { it: 'i testi da approvare due volte', en: 'texts to be approved twice' },
  'vote-weights': { it: 'il peso dei voti', en: 'the weight of votes' },
  quorum: { it: 'il numero legale', en: 'the quorum' },
  majority: { it: 'la maggioranza', en: 'the majority' },
  powers: { it: 'ciò che decide un organo', en: 'what a body decides' },
  poll: { it: 'la consultazione degli enti', en: 'the poll of entities' },
  request: { it: 'la richiesta di convocazione', en: 'the request for a sitting' },
  notice: { it: 'il preavviso di convocazione', en: 'the notice of meetings' },
  duration: { it: 'la durata', en: 'the duration' },
  deadlines: { it: 'le scadenze', en: 'deadlines' },
  cadence: { it: 'le cadenze', en: 'cadences' },
  withdrawal: { it: 'il recesso', en: 'withdrawal' },
  publication: { it: "la pubblicazione all'albo", en: 'publication on the notice board' },
  'contract-alignment': { it: 'la scadenza unica dei contratti', en: 'the common expiry of contracts' },
  scope: { it: "le competenze dell'ufficio", en: 'the scope of the office' },
  'hour-quota': { it: 'le quote di ore', en: 'hour quotas' },
  'site-referent': { it: 'il referente delle sedi senza presidio', en: 'the referent of sites without staff' },
  'site-tasks': { it: 'i compiti del referente in sede', en: 'the tasks of the referent on site' },
  'presence-minimum': { it: 'le presenze minime', en: 'the minimum presence' },
  'change-notices': { it: 'le variazioni da comunicare', en: 'the changes to be told' },
  'absence-rates': { it: 'i tassi di assenza', en: 'absence rates' },
  'help-channels': { it: 'i canali a cui si chiede assistenza', en: 'the channels by which help is asked for' },
  'help-levels': { it: 'i livelli dell’assistenza', en: 'the levels of help' },
  offer: { it: 'ciò che si offre agli enti', en: 'what is offered to the entities' },
  'incompatible-roles': { it: 'i ruoli incompatibili', en: 'incompatible roles' },
  'role-limits': { it: 'i limiti dei ruoli', en: 'the limits of roles' },
  'data-access': { it: "l'accesso ai dati di un ente", en: "access to an entity's data" },
};

/** Every way the agreement itself says no. */
export const refusals = {
  noSuchClause: (document: Pick<AgreementDocument, 'shortName'>, kind: ClauseKind): Refusal => ({
    code: 'agreement/no-such-clause',
    kind: 'rule',
    says: {
      it: `La convenzione «${document.shortName}» non disciplina ${kindNames[kind].it}: senza una clausola non si calcola nulla.`,
      en: `The agreement "${document.shortName}" does not regulate ${kindNames[kind].en}: without a clause nothing is computed.`,
    },
    remedy: {
      it: 'Aggiungere la clausola al documento della convenzione.',
      en: 'Add the clause to the agreement document.',
    },
  }),
  notYetInForce: (
    document: Pick<AgreementDocument, 'id'>,
    clause: Pick<WrittenClause, 'id' | 'article' | 'versions'>,
    on: Day,
  ): Refusal => ({
    code: 'agreement/not-yet-in-force',
    kind: 'rule',
    says: {
      it: `Al ${showDay(on)} la clausola ${clause.article} non era ancora in vigore.`,
      en: `On ${showDay(on, 'en')} clause ${clause.article} was not yet in force.`,
    },
    remedy: {
      it: 'Indicare una data successiva, o la versione precedente nel documento.',
      en: 'Give a later date, or the earlier version in the document.',
    },
    source: { agreement: document.id, clause: clause.id, article: clause.article },
  }),
  missingValue: (
    document: Pick<AgreementDocument, 'id'>,
    clause: { id: string; article: string },
    key: string,
  ): Refusal => ({
    code: 'agreement/missing-value',
    kind: 'rule',
    says: {
      it: `Il testo non dice «${key}» e nessun valore è stato indicato.`,
      en: `The text does not say "${key}" and no value was given.`,
    },
    remedy: { it: `Indicare il valore dell'impostazione «${key}».`, en: `Give a value to the setting "${key}".` },
    source: { agreement: document.id, clause: clause.id, article: clause.article },
  }),
  noDocument: (on: Day): Refusal => ({
    code: 'agreement/no-document',
    kind: 'missing',
    says: {
      it: `Al ${showDay(on)} l'associazione non ha una convenzione adottata.`,
      en: `On ${showDay(on, 'en')} the association has no adopted agreement.`,
    },
    remedy: {
      it: 'Importare il documento della convenzione e adottarlo.',
      en: 'Import the agreement document and adopt it.',
    },
  }),
  unknownDocument: (number: number): Refusal => ({
    code: 'agreement/unknown-document',
    kind: 'missing',
    says: { it: `Il documento n. ${number} non esiste.`, en: `There is no document no. ${number}.` },
  }),
  unknownClause: (clause: string): Refusal => ({
    code: 'agreement/unknown-clause',
    kind: 'missing',
    says: {
      it: `La clausola «${clause}» non esiste in questa convenzione.`,
      en: `There is no clause "${clause}" in this agreement.`,
    },
  }),
  alreadyAdopted: (number: number): Refusal => ({
    code: 'agreement/already-adopted',
    kind: 'conflict',
    says: {
      it: `Il documento n. ${number} è già adottato: non si cambia.`,
      en: `Document no. ${number} is adopted already: it is never changed.`,
    },
    remedy: { it: 'Importare un nuovo documento con le modifiche.', en: 'Import a new document with the changes.' },
  }),
  wouldRewritePast: (since: Day | null, last: Day | null): Refusal => ({
    code: 'agreement/would-rewrite-past',
    kind: 'conflict',
    says: {
      it: `Il documento varrebbe ${since ? `dal ${showDay(since)}` : "dall'inizio"}, ma quello in vigore comincia ${last ? `il ${showDay(last)}` : "dall'inizio"}: il passato non si riscrive.`,
      en: `The document would hold ${since ? `from ${showDay(since, 'en')}` : 'from the beginning'}, but the one in force begins ${last ? `on ${showDay(last, 'en')}` : 'at the beginning'}: the past is not rewritten.`,
    },
    remedy: {
      it: "Indicare un giorno successivo all'inizio di quello in vigore.",
      en: 'Give a day after the beginning of the one in force.',
    },
  }),
  otherAgreement: (expected: string, found: string): Refusal => ({
    code: 'agreement/other-agreement',
    kind: 'conflict',
    says: {
      it: `Il documento è della convenzione «${found}», l'associazione segue «${expected}».`,
      en: `The document is of agreement "${found}", the association follows "${expected}".`,
    },
    remedy: {
      it: "Correggere l'id del documento, o creare un'altra associazione.",
      en: 'Correct the id of the document, or start another association.',
    },
  }),
  associationExists: (id: string): Refusal => ({
    code: 'agreement/association-exists',
    kind: 'conflict',
    says: { it: `Esiste già un'associazione «${id}».`, en: `There is an association "${id}" already.` },
    remedy: { it: 'Scegliere un altro nome breve.', en: 'Choose another short name.' },
  }),
};

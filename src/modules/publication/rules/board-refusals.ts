import { type Day, showDay } from '../../../kernel/day.ts';
import type { Refusal } from '../../../kernel/result.ts';
import { enumerate, type Text, text } from '../../../kernel/text.ts';
import { type PersonalFinding, personalKindNames } from './personal-data.ts';

/** Every way the notice board says no. */
export const boardRefusals = {
  noSuchNotice: (): Refusal => ({
    code: 'publication/no-such-notice',
    kind: 'missing',
    says: text(
      'Questo avviso non è all’albo: non c’è, o il suo periodo di pubblicazione è finito.',
      'This notice is not on the board: there is none, or its posting is over.',
    ),
    remedy: text(
      'Gli atti non più pubblicati si chiedono all’ufficio che li ha emessi.',
      'Acts no longer posted can be asked of the office that issued them.',
    ),
  }),
  noSuchBoard: (entity: string): Refusal => ({
    code: 'publication/no-such-board',
    kind: 'missing',
    says: text(`L’ente ${entity} non ha un proprio albo qui.`, `The entity ${entity} has no board of its own here.`),
    remedy: text(
      'Si pubblica all’albo dell’associazione, o si apre prima quello dell’ente.',
      'Post on the association’s board, or open the entity’s first.',
    ),
  }),
  boardOfOthers: (): Refusal => ({
    code: 'publication/board-of-others',
    kind: 'forbidden',
    says: text(
      'Da questo incarico si pubblica solo all’albo del proprio ente.',
      'From this post one posts only on the board of one’s own entity.',
    ),
    remedy: text('Si chiede al segretario della gestione associata.', 'Ask the secretary of the association.'),
  }),
  alreadyPosted: (): Refusal => ({
    code: 'publication/already-posted',
    kind: 'conflict',
    says: text(
      'L’avviso è già stato pubblicato e ha il suo numero di repertorio: non si cambia più.',
      'The notice was posted and has its repertory number: it no longer changes.',
    ),
    remedy: text(
      'Un errore si corregge ritirando l’avviso, con il motivo, e pubblicandone un altro.',
      'A mistake is mended by withdrawing the notice, with the reason, and posting another.',
    ),
  }),
  noDocument: (): Refusal => ({
    code: 'publication/no-document',
    kind: 'rule',
    says: text('L’avviso non ha il documento da pubblicare.', 'The notice has no document to post.'),
    remedy: text('Si allega il documento e si pubblica di nuovo.', 'Attach the document and post again.'),
  }),
  personalDataFound: (found: readonly PersonalFinding[]): Refusal => ({
    code: 'publication/personal-data-found',
    kind: 'rule',
    says: text(
      `Il documento sembra contenere ${listed(found, 'it')}.`,
      `The document seems to hold ${listed(found, 'en')}.`,
    ),
    remedy: text(
      'Si oscurano e si allega il documento di nuovo; se la legge li vuole pubblicati, lo si dichiara con il motivo: a fine pubblicazione il documento viene tolto.',
      'Black them out and attach the document again; where the law wants them posted, say so with the reason: at the end of the posting the document is taken away.',
    ),
  }),
  needsReason: (): Refusal => ({
    code: 'publication/needs-reason',
    kind: 'rule',
    says: text(
      'Manca la norma o il motivo per cui quei dati personali vanno pubblicati.',
      'The law or the reason for which those personal data have to be posted is missing.',
    ),
    remedy: text('Si scrive il motivo, che resta agli atti.', 'Write the reason; it stays on record.'),
  }),
  notPosted: (): Refusal => ({
    code: 'publication/not-posted',
    kind: 'conflict',
    says: text('L’avviso non è all’albo in questo momento.', 'The notice is not on the board at this moment.'),
  }),
  notInterrupted: (): Refusal => ({
    code: 'publication/not-interrupted',
    kind: 'conflict',
    says: text('La pubblicazione non è interrotta.', 'The posting is not interrupted.'),
  }),
  notOver: (lastDay: Day): Refusal => ({
    code: 'publication/not-over',
    kind: 'rule',
    says: text(
      `La pubblicazione dura fino al ${showDay(lastDay)} compreso: prima non si può certificare.`,
      `The posting lasts until ${showDay(lastDay, 'en')} included: it cannot be certified before.`,
    ),
    remedy: text('Il certificato si scarica dal giorno dopo.', 'The certificate can be downloaded from the day after.'),
  }),
  documentRemoved: (): Refusal => ({
    code: 'publication/document-removed',
    kind: 'missing',
    says: text(
      'Il documento è stato tolto a fine pubblicazione, per i dati personali che conteneva; ne resta l’impronta.',
      'The document was taken away at the end of the posting, because of the personal data in it; its hash stays.',
    ),
  }),
  noRates: (): Refusal => ({
    code: 'publication/no-rates',
    kind: 'missing',
    says: text(
      'Di questo periodo non ci sono tassi né giorni importati.',
      'There are neither rates nor days imported of this period.',
    ),
  }),
  noFigures: (): Refusal => ({
    code: 'publication/no-figures',
    kind: 'rule',
    says: text(
      'Per questo periodo non ci sono ancora giorni di presenza da cui calcolare i tassi.',
      'For this period there are no days yet from which to compute the rates.',
    ),
    remedy: text(
      'Si importano prima i giorni delle persone, per ufficio.',
      'Import the days of people, by office, first.',
    ),
  }),
  periodNotOver: (lastDay: Day): Refusal => ({
    code: 'publication/period-not-over',
    kind: 'rule',
    says: text(
      `Il periodo finisce il ${showDay(lastDay)}: i tassi si pubblicano dopo.`,
      `The period ends on ${showDay(lastDay, 'en')}: rates are published afterwards.`,
    ),
  }),
};

function listed(found: readonly PersonalFinding[], language: keyof Text): string {
  const names = found.map(({ kind, count, like }) => `${personalKindNames[kind][language]} (${count}: ${like})`);
  return enumerate(names, language);
}

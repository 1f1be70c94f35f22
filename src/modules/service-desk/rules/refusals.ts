import type { Refusal } from '../../../kernel/result.ts';
import type { Source } from '../../../kernel/source.ts';
import { text } from '../../../kernel/text.ts';
import type { Level, TicketState } from './ticket.ts';
import type { Act } from './transitions.ts';
import { actNames, levelNames, stateNames } from './words.ts';

/** Every way the service desk says no. */
export const refusals = {
  noSuchTicket: (): Refusal => ({
    code: 'service-desk/no-such-ticket',
    kind: 'missing',
    says: text(
      'Questa richiesta non esiste o non è visibile da questo incarico.',
      'There is no such request, or it cannot be seen from this post.',
    ),
  }),
  notForThisPost: (act: Act): Refusal => ({
    code: 'service-desk/not-for-this-post',
    kind: 'forbidden',
    says: text(
      `L'incarico con cui si opera non consente di ${actNames[act].it}.`,
      `The post you act from does not allow you to ${actNames[act].en}.`,
    ),
    remedy: text('Chiederlo all’ufficio con un messaggio nella richiesta.', 'Ask the office in the request itself.'),
  }),
  notInThisState: (act: Act, state: TicketState): Refusal => ({
    code: 'service-desk/not-in-this-state',
    kind: 'conflict',
    says: text(
      `La richiesta è ${stateNames[state].it}: ora non si può ${actNames[act].it}.`,
      `The request is ${stateNames[state].en}: now one cannot ${actNames[act].en}.`,
    ),
    remedy: text(
      'Ricaricare la richiesta per vedere che cosa si può fare.',
      'Open the request again to see what can be done.',
    ),
  }),
  closedTooLong: (days: number): Refusal => ({
    code: 'service-desk/closed-too-long',
    kind: 'conflict',
    says: text(
      `La richiesta è chiusa da più di ${days} giorni e non si riapre.`,
      `The request has been closed for more than ${days} days and is not opened again.`,
    ),
    remedy: text('Farne una nuova, che ne citi il numero.', 'Make a new one that names its number.'),
  }),
  changedMeanwhile: (what: { readonly it: string; readonly en: string }): Refusal => ({
    code: 'service-desk/changed-meanwhile',
    kind: 'conflict',
    says: text(
      `Nel frattempo la richiesta è cambiata: ${what.it}. Non è stato sovrascritto nulla.`,
      `Meanwhile the request has changed: ${what.en}. Nothing was written over.`,
    ),
    remedy: text(
      'Leggere che cosa è cambiato e, se serve ancora, ripetere.',
      'Read what changed and, if it is still needed, do it again.',
    ),
  }),
  nothingToUndo: (): Refusal => ({
    code: 'service-desk/nothing-to-undo',
    kind: 'conflict',
    says: text(
      'Non c’è nulla da annullare: si annulla l’ultimo atto della richiesta, se è il proprio e di pochi minuti fa.',
      'There is nothing to undo: one undoes the last act of the request, if it is one’s own and some minutes old.',
    ),
  }),
  cannotBeUndone: (): Refusal => ({
    code: 'service-desk/cannot-be-undone',
    kind: 'conflict',
    says: text(
      'Ciò che è stato detto o mandato ad altri non si annulla.',
      'What was said or sent to others is not undone.',
    ),
    remedy: text('Aggiungere un messaggio che lo corregga.', 'Add a message that corrects it.'),
  }),
  otherEntity: (): Refusal => ({
    code: 'service-desk/other-entity',
    kind: 'rule',
    says: text(
      'Le richieste sono di enti diversi: unirle mostrerebbe all’uno i fatti dell’altro.',
      'The requests are of different entities: merging them would show the one what is the other’s.',
    ),
    remedy: text('Collegarle alla stessa richiesta principale.', 'Link both to the same main request.'),
  }),
  sameTicket: (): Refusal => ({
    code: 'service-desk/same-ticket',
    kind: 'rule',
    says: text('È la stessa richiesta.', 'It is the same request.'),
  }),
  notAMainTicket: (): Refusal => ({
    code: 'service-desk/not-a-main-ticket',
    kind: 'rule',
    says: text(
      'Una richiesta collegata non può averne altre sotto di sé: i livelli sono due.',
      'A linked request cannot have others below it: there are two levels.',
    ),
    remedy: text('Collegarla alla richiesta principale.', 'Link it to the main request.'),
  }),
  inScope: (source: Source): Refusal => ({
    code: 'service-desk/in-scope',
    kind: 'rule',
    says: text(
      'La convenzione dice che questo compete all’ufficio: non si può non accogliere per questo motivo.',
      'The agreement says that this is for the office: it cannot be turned down for that.',
    ),
    remedy: text('Togliere la categoria, o lavorare la richiesta.', 'Leave out the category, or work on the request.'),
    source,
  }),
  noSuchAssignee: (): Refusal => ({
    code: 'service-desk/no-such-assignee',
    kind: 'rule',
    says: text(
      'Questa persona non ha un incarico con cui lavorare sulle richieste.',
      'This person holds no post with which to work on requests.',
    ),
  }),
  noSuchLevel: (level: Level): Refusal => ({
    code: 'service-desk/no-such-level',
    kind: 'rule',
    says: text(
      `La convenzione non ha questo livello di assistenza: ${levelNames[level].it}.`,
      `The agreement has no such level of help: ${levelNames[level].en}.`,
    ),
    remedy: text(
      'Passarla a uno dei livelli che la pagina propone.',
      'Hand it to one of the levels that the page offers.',
    ),
  }),
  notOfThisLevel: (level: Level): Refusal => ({
    code: 'service-desk/not-of-this-level',
    kind: 'rule',
    says: text(
      `Questa persona non è di questo livello: ${levelNames[level].it}.`,
      `This person is not of that level: ${levelNames[level].en}.`,
    ),
    remedy: text(
      'Scegliere fra chi è del livello, o nominarla nella pagina «Livelli».',
      'Choose among those of the level, or name the person on the page “Levels”.',
    ),
  }),
  whichSupplier: (): Refusal => ({
    code: 'service-desk/which-supplier',
    kind: 'rule',
    says: text(
      'Un fornitore vede solo ciò che è affidato a un suo tecnico: manca a chi passarla.',
      'A supplier sees only what is given to one of his technicians: whom it is for is missing.',
    ),
    remedy: text('Scegliere il tecnico del fornitore.', 'Choose the technician of the supplier.'),
  }),
  noSuchRequester: (): Refusal => ({
    code: 'service-desk/no-such-requester',
    kind: 'rule',
    says: text('Questa persona non ha un incarico per questo ente.', 'This person holds no post for this entity.'),
    remedy: text('Scriverne il nome senza sceglierla dall’elenco.', 'Write the name without choosing from the list.'),
  }),
  noSuchWait: (): Refusal => ({
    code: 'service-desk/no-such-wait',
    kind: 'missing',
    says: text('Questa attesa non c’è, o è già stata tolta.', 'There is no such wait, or it was taken away already.'),
  }),
  waitInTheFuture: (): Refusal => ({
    code: 'service-desk/wait-in-the-future',
    kind: 'rule',
    says: text(
      'Un’attesa comincia prima di finire, e non dopo adesso.',
      'A wait begins before it ends, and not after now.',
    ),
  }),
  noSuchView: (): Refusal => ({
    code: 'service-desk/no-such-view',
    kind: 'missing',
    says: text('Questa vista non c’è più.', 'This view is no longer there.'),
    remedy: text('Riaprire la coda delle richieste.', 'Open the queue of requests again.'),
  }),
  noSuchTask: (): Refusal => ({
    code: 'service-desk/no-such-task',
    kind: 'missing',
    says: text(
      'Questo compito non c’è, o ha già avuto risposta.',
      'There is no such task, or it was answered already.',
    ),
  }),
  noSuchAttachment: (): Refusal => ({
    code: 'service-desk/no-such-attachment',
    kind: 'missing',
    says: text(
      'Questo allegato non c’è o non è visibile da questo incarico.',
      'There is no such attachment, or it cannot be seen from this post.',
    ),
  }),
  noEntity: (): Refusal => ({
    code: 'service-desk/no-entity',
    kind: 'rule',
    says: text(
      'L’incarico con cui si opera non è di un ente: manca per quale ente si chiede aiuto.',
      'The post you act from is not of an entity: for which entity help is asked is missing.',
    ),
    remedy: text('Indicare l’ente.', 'Say which entity.'),
  }),
  notOwnEntity: (): Refusal => ({
    code: 'service-desk/not-own-entity',
    kind: 'forbidden',
    says: text('Si chiede aiuto per il proprio ente.', 'One asks for help for the own entity.'),
  }),
};

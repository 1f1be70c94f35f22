import { type Text, text } from '../../../kernel/text.ts';
import type { Priority } from './clock/index.ts';
import type { Level, TicketState } from './ticket.ts';
import type { HappeningKind } from './ticket-event.ts';
import type { Act } from './transitions.ts';

export const stateNames: Readonly<Record<TicketState, Text>> = {
  new: text('nuova', 'new'),
  assigned: text('in lavorazione', 'being worked on'),
  waiting: text('in attesa', 'waiting'),
  solved: text('risolta', 'solved'),
  closed: text('chiusa', 'closed'),
  merged: text('unita a un’altra', 'merged into another'),
  refused: text('non accolta', 'not accepted'),
};

export const priorityNames: Readonly<Record<Priority, Text>> = {
  low: text('bassa', 'low'),
  normal: text('normale', 'normal'),
  high: text('alta', 'high'),
  urgent: text('urgente', 'urgent'),
};

export const levelNames: Readonly<Record<Level, Text>> = {
  first: text('primo livello', 'first level'),
  second: text('secondo livello', 'second level'),
  'project-manager': text('responsabile del progetto', 'project manager'),
  supplier: text('fornitore', 'supplier'),
  facilitator: text('facilitatore', 'facilitator'),
};

/** An act as a button says it. */
export const actNames: Readonly<Record<Act, Text>> = {
  comment: text('rispondere', 'answer'),
  note: text('scrivere una nota interna', 'write an internal note'),
  assign: text('assegnare', 'assign'),
  'set-priority': text('cambiare la priorità', 'change the priority'),
  'set-service': text('cambiare il servizio', 'change the service'),
  'set-level': text('passare a un altro livello', 'hand on to another level'),
  wait: text('mettere in attesa', 'put on hold'),
  resume: text('riprendere', 'resume'),
  'correct-wait': text('correggere un’attesa', 'correct a wait'),
  solve: text('risolvere', 'solve'),
  close: text('chiudere', 'close'),
  withdraw: text('ritirare', 'withdraw'),
  reopen: text('riaprire', 'reopen'),
  refuse: text('non accogliere', 'turn down'),
  merge: text('unire a un’altra', 'merge into another'),
  absorb: text('accogliere un’altra richiesta', 'take in another request'),
  unmerge: text('separare di nuovo', 'separate again'),
  split: text('dividere', 'split'),
  'set-parent': text('collegare a una principale', 'link to a main one'),
  link: text('collegare a una dotazione o a un contratto', 'link to a machine or a contract'),
  'ask-task': text('affidare un compito al referente', 'give the referent a task'),
  'answer-task': text('rispondere al compito', 'answer the task'),
  rate: text('dire come è andata', 'say how it went'),
  undo: text('annullare l’ultimo atto', 'undo the last act'),
};

/** What somebody did, after his name. */
export const happeningNames: Readonly<Record<HappeningKind, Text>> = {
  opened: text('ha aperto la richiesta', 'opened the request'),
  commented: text('ha scritto', 'wrote'),
  noted: text('ha scritto una nota interna', 'wrote an internal note'),
  assigned: text('ha assegnato la richiesta', 'assigned the request'),
  'priority-changed': text('ha cambiato la priorità', 'changed the priority'),
  'service-changed': text('ha cambiato il servizio', 'changed the service'),
  'line-changed': text('ha cambiato la linea di azione', 'changed the line of action'),
  'level-changed': text('ha passato la richiesta a un altro livello', 'handed the request on'),
  waited: text('ha messo in attesa', 'put it on hold'),
  resumed: text('ha ripreso', 'resumed it'),
  'wait-corrected': text('ha corretto un’attesa', 'corrected a wait'),
  'wait-withdrawn': text('ha tolto un’attesa', 'took a wait away'),
  solved: text('ha risolto', 'solved it'),
  closed: text('ha chiuso', 'closed it'),
  withdrawn: text('ha ritirato la richiesta', 'withdrew the request'),
  reopened: text('ha riaperto', 'opened it again'),
  refused: text('non ha accolto la richiesta', 'turned the request down'),
  merged: text('ha unito la richiesta a un’altra', 'merged the request into another'),
  absorbed: text('ha unito qui un’altra richiesta', 'merged another request into this one'),
  unmerged: text('ha separato di nuovo la richiesta da', 'separated the request again from'),
  separated: text('ha separato di nuovo da qui la richiesta', 'separated from this one again the request'),
  split: text('ha diviso la richiesta', 'split the request'),
  'parent-set': text('ha collegato a una richiesta principale', 'linked it to a main request'),
  linked: text('ha collegato dotazione e contratto', 'linked machine and contract'),
  'task-asked': text('ha affidato un compito al referente', 'gave the referent a task'),
  'task-answered': text('ha risposto al compito', 'answered the task'),
  warned: text('avverte che il tempo promesso sta per finire', 'warns that the time promised is running out'),
  rated: text('ha detto come è andata', 'said how it went'),
  undone: text('ha annullato l’ultimo atto', 'undid the last act'),
};

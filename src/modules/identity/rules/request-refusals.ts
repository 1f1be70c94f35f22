import type { Refusal } from '../../../kernel/result.ts';
import { type Text, text } from '../../../kernel/text.ts';

export const requestStates = ['requested', 'authorised', 'done', 'rejected', 'withdrawn'] as const;
export type RequestState = (typeof requestStates)[number];
export const requestKinds = ['joiner', 'mover', 'leaver'] as const;
export type RequestKind = (typeof requestKinds)[number];

/** What a request in this state is, as a sentence goes on. */
const stands: Readonly<Record<RequestState, Text>> = {
  requested: text('aspetta l’autorizzazione', 'waits for authorisation'),
  authorised: text('è già stata autorizzata', 'has been authorised already'),
  done: text('è già stata eseguita', 'has been carried out already'),
  rejected: text('è stata respinta', 'was rejected'),
  withdrawn: text('è stata ritirata', 'was withdrawn'),
};

/** Every way in which a request for an access is not made or taken further. */
export const requestRefusals = {
  noSuchRequest: (): Refusal => ({
    code: 'identity/no-such-request',
    kind: 'missing',
    says: text(
      'Non c’è una richiesta con questo identificativo tra quelle visibili da questo incarico.',
      'There is no request with this id among those visible from this post.',
    ),
  }),
  noEntity: (): Refusal => ({
    code: 'identity/post-without-entity',
    kind: 'rule',
    says: text(
      'L’incarico con cui si opera non è di un ente: non si sa per chi chiedere.',
      'The post acted from is of no entity: it is unknown for whom to ask.',
    ),
    remedy: text('Scegliere un incarico presso un ente.', 'Choose a post at an entity.'),
  }),
  notInState: (state: RequestState): Refusal => ({
    code: 'identity/request-stands-otherwise',
    kind: 'conflict',
    says: text(`La richiesta ${stands[state].it}.`, `The request ${stands[state].en}.`),
    remedy: text('Aprirla di nuovo per vedere come sta ora.', 'Open it again to see how it stands now.'),
  }),
  ownRequest: (): Refusal => ({
    code: 'identity/own-request',
    kind: 'rule',
    says: text('Chi ha fatto la richiesta non la autorizza.', 'Whoever made the request does not authorise it.'),
    remedy: text(
      'La autorizza un altro delegato del titolare, o il responsabile del servizio.',
      'Another delegate of the controller authorises it, or the head of the service.',
    ),
  }),
  controllerAuthorises: (entity: string): Refusal => ({
    code: 'identity/controller-authorises',
    kind: 'rule',
    says: text(
      `${entity} ha un proprio delegato del titolare: autorizza lui.`,
      `${entity} has a controller’s delegate of its own, who authorises.`,
    ),
    remedy: text(
      'Il responsabile autorizza solo per gli enti che non ne hanno nessuno in carica.',
      'The head authorises only for entities that have none in office.',
    ),
  }),
  nothingToEnd: (): Refusal => ({
    code: 'identity/nothing-to-end',
    kind: 'conflict',
    says: text(
      'A quel giorno la persona non ha incarichi da chiudere in questo ente.',
      'On that day the person holds no post to be ended at this entity.',
    ),
    remedy: text('Controllare la data, o ritirare la richiesta.', 'Check the date, or withdraw the request.'),
  }),
};

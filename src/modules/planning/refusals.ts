import type { Refusal } from '../../kernel/result.ts';
import { text } from '../../kernel/text.ts';

/** Every way the calendar says no. */
export const refusals = {
  unknownObligation: (obligation: string, year: number): Refusal => ({
    code: 'planning/unknown-obligation',
    kind: 'missing',
    says: {
      it: `Nel calendario del ${year} non c'è un adempimento «${obligation}».`,
      en: `The calendar of ${year} has no obligation "${obligation}".`,
    },
    remedy: { it: 'Riaprire il calendario di quell’anno.', en: 'Open the calendar of that year again.' },
  }),
  notOwnDuty: (): Refusal => ({
    code: 'planning/not-own-duty',
    kind: 'forbidden',
    says: text(
      'Questo adempimento è dell’associazione: chi opera per un ente registra quelli del proprio ente.',
      'This duty is the association’s: who acts for an entity records those of its own entity.',
    ),
    remedy: text('Rivolgersi al responsabile del servizio.', 'Ask the head of the service.'),
  }),
  alreadyFulfilled: (): Refusal => ({
    code: 'planning/already-fulfilled',
    kind: 'conflict',
    says: text('Questo adempimento risulta già fatto.', 'This duty is recorded as done already.'),
    remedy: text(
      'Se la registrazione è sbagliata, annullarla con il motivo e farne un’altra.',
      'If the record is wrong, undo it with the reason and make another.',
    ),
  }),
  noProof: (): Refusal => ({
    code: 'planning/no-proof',
    kind: 'rule',
    says: text(
      'Manca la prova: un documento allegato o il collegamento a ciò che è già nel sistema.',
      'The proof is missing: an attached document, or a link to what is in the system already.',
    ),
    remedy: text(
      'Allegare un PDF o un P7M, oppure incollare l’indirizzo della seduta, del riparto o dell’avviso.',
      'Attach a PDF or P7M, or paste the address of the sitting, the split or the notice.',
    ),
  }),
  proofType: (): Refusal => ({
    code: 'planning/proof-type',
    kind: 'rule',
    says: text(
      'La prova allegata non è un PDF né un file firmato P7M.',
      'The attached proof is neither a PDF nor a signed P7M file.',
    ),
    remedy: text(
      'Salvare il documento come PDF e allegarlo di nuovo.',
      'Save the document as PDF and attach it again.',
    ),
  }),
  noSuchFulfilment: (): Refusal => ({
    code: 'planning/no-such-fulfilment',
    kind: 'missing',
    says: text(
      'Non c’è questa registrazione, o è già stata annullata.',
      'There is no such record, or it has been undone already.',
    ),
    remedy: text('Riaprire l’elenco degli adempimenti.', 'Open the list of duties again.'),
  }),
  unknownEvent: (event: string): Refusal => ({
    code: 'planning/unknown-event',
    kind: 'rule',
    says: text(
      `Nessun termine della convenzione dipende dall’evento «${event}», oppure lo tiene un altro registro.`,
      `No term of the agreement hangs on the event "${event}", or another register holds it.`,
    ),
    remedy: text(
      'Le sedute si registrano tra le sedute, le firme tra gli enti.',
      'Sittings are recorded with the sittings, signings with the entities.',
    ),
  }),
  eventThere: (): Refusal => ({
    code: 'planning/event-there',
    kind: 'conflict',
    says: text('Questo evento è già registrato in quel giorno.', 'This event is recorded on that day already.'),
  }),
  noSuchEvent: (): Refusal => ({
    code: 'planning/no-such-event',
    kind: 'missing',
    says: text(
      'Non c’è questo evento, o è già stato annullato.',
      'There is no such event, or it has been undone already.',
    ),
  }),
  noEntity: (): Refusal => ({
    code: 'planning/no-entity',
    kind: 'rule',
    says: text(
      'L’incarico con cui si opera non è di un ente: si può avere solo il calendario personale.',
      'The post you act from is not of an entity: only a personal calendar can be had.',
    ),
  }),
  noSuchFeed: (): Refusal => ({
    code: 'planning/no-such-feed',
    kind: 'missing',
    says: text(
      'Questo indirizzo di calendario non esiste o è stato revocato.',
      'This calendar address does not exist or was revoked.',
    ),
    remedy: text('Chiederne uno nuovo dalla pagina degli adempimenti.', 'Make a new one on the page of duties.'),
  }),
};

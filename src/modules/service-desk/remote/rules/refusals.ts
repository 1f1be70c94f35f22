import type { Refusal } from '../../../../kernel/result.ts';
import { text } from '../../../../kernel/text.ts';

/** Every way in which remote assistance says no. */
export const remoteRefusals = {
  noSuchSession: (): Refusal => ({
    code: 'service-desk/no-such-session',
    kind: 'missing',
    says: text(
      'Questa sessione non esiste o non è visibile da questo incarico.',
      'There is no such session, or it cannot be seen from this post.',
    ),
  }),
  noRemoteTool: (): Refusal => ({
    code: 'service-desk/no-remote-tool',
    kind: 'conflict',
    says: text(
      'Non è ancora detto con quale strumento ci si collega alle macchine.',
      'It is not said yet with which tool one connects to machines.',
    ),
    remedy: text(
      'Lo sceglie il responsabile del servizio, dal registro delle sessioni remote.',
      'The head of the service chooses it, from the register of remote sessions.',
    ),
  }),
  nobodyToAsk: (): Refusal => ({
    code: 'service-desk/nobody-to-ask',
    kind: 'rule',
    says: text(
      'La richiesta non è di una persona che può entrare e dare il consenso.',
      'The request is not of a person who can sign in and give consent.',
    ),
    remedy: text(
      'Se la persona è al telefono, si registra il consenso che dà a voce.',
      'If the person is on the telephone, the consent given by voice is recorded.',
    ),
  }),
  personCanAnswer: (): Refusal => ({
    code: 'service-desk/person-can-answer',
    kind: 'rule',
    says: text(
      'La persona può entrare e rispondere: il consenso lo dà lei, non si registra a voce.',
      'The person can sign in and answer: consent is given there, and not recorded by voice.',
    ),
    remedy: text('Si chiede il consenso nella richiesta.', 'Ask for consent in the request.'),
  }),
  sessionGoing: (): Refusal => ({
    code: 'service-desk/session-going',
    kind: 'conflict',
    says: text(
      'In questa richiesta c’è già una sessione chiesta o in corso.',
      'In this request a session is asked for or going on already.',
    ),
    remedy: text('Si aspetta la risposta, o si ritira quella chiesta.', 'Wait for the answer, or take that one back.'),
  }),
  consentOfAnother: (): Refusal => ({
    code: 'service-desk/consent-of-another',
    kind: 'forbidden',
    says: text(
      'Il consenso lo dà solo la persona che ha chiesto assistenza.',
      'Only the person who asked for help gives consent.',
    ),
    remedy: text('Si chiede a lei di entrare e rispondere.', 'Ask that person to sign in and answer.'),
  }),
  consentTooLate: (): Refusal => ({
    code: 'service-desk/consent-too-late',
    kind: 'conflict',
    says: text(
      'A questa richiesta di consenso non si può più rispondere: è scaduta, ritirata o ha già una risposta.',
      'This request for consent can be answered no more: it has expired, was taken back or has an answer already.',
    ),
    remedy: text('Il tecnico può chiederlo di nuovo.', 'The technician can ask again.'),
  }),
  notTheTechnician: (): Refusal => ({
    code: 'service-desk/not-the-technician',
    kind: 'forbidden',
    says: text('La sessione è di un altro tecnico.', 'The session is another technician’s.'),
    remedy: text(
      'Chi vuole collegarsi chiede il consenso per sé.',
      'Whoever wants to connect asks for consent himself.',
    ),
  }),
  noConsent: (): Refusal => ({
    code: 'service-desk/no-consent',
    kind: 'conflict',
    says: text(
      'Non c’è un consenso valido: non è stato dato, o è scaduto.',
      'There is no valid consent: it was not given, or it has expired.',
    ),
    remedy: text('Si chiede di nuovo il consenso.', 'Ask for consent again.'),
  }),
  requestOver: (): Refusal => ({
    code: 'service-desk/request-over',
    kind: 'conflict',
    says: text(
      'La richiesta è già risolta o chiusa: non ci si collega più.',
      'The request is solved or closed already: nobody connects any more.',
    ),
    remedy: text('Se serve ancora, si riapre la richiesta.', 'If it is still needed, the request is reopened.'),
  }),
  sessionOver: (): Refusal => ({
    code: 'service-desk/session-over',
    kind: 'conflict',
    says: text('La sessione è già finita.', 'The session is over already.'),
  }),
};

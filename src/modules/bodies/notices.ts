import { text } from '../../kernel/text.ts';

/** What is said once after something was done. */
export const notices = {
  bodyAdded: text('Organo aggiunto: ora si aggiungono i posti.', 'Body added: now add its seats.'),
  bodyClosed: text('Organo chiuso.', 'Body closed.'),
  seatAdded: text('Posto aggiunto.', 'Seat added.'),
  seatClosed: text('Posto tolto.', 'Seat removed.'),
  filled: text('Nomina registrata.', 'Appointment recorded.'),
  vacated: text('Registrato che il posto è lasciato.', 'Recorded that the seat is left.'),
  delegated: text('Delega registrata.', 'Delegation recorded.'),
  revoked: text('Delega revocata.', 'Delegation revoked.'),
  chosen: text('Incarico registrato.', 'Role recorded.'),
  ended: text('Incarico chiuso.', 'Role ended.'),
  guestAdded: text('Invitato registrato.', 'Guest recorded.'),
  guestEnded: text('Invitato tolto.', 'Guest removed.'),
  proposed: text('Candidatura registrata.', 'Candidate recorded.'),
  withdrawn: text('Candidatura ritirata.', 'Candidate withdrawn.'),
  appointed: text('Nomina registrata.', 'Appointment recorded.'),
  appointmentEnded: text('Nomina chiusa.', 'Appointment ended.'),
  organisationProposed: text('Testo proposto.', 'Text proposed.'),
  organisationDecided: text(
    'Delibera registrata: il testo vale quando arriva l’atto conforme.',
    'Decision recorded: the text holds once the matching act is there.',
  ),
  organisationConfirmed: text(
    'I due atti adottano lo stesso testo: vale dal giorno indicato.',
    'Both acts adopt the same text: it holds from the day given.',
  ),
  organisationDiscarded: text('Testo abbandonato.', 'Text given up.'),
} as const;

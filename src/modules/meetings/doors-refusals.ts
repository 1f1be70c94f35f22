import { type Day, showDay } from '../../kernel/day.ts';
import type { Refusal } from '../../kernel/result.ts';
import type { Source } from '../../kernel/source.ts';
import { enumerate, type Text, text } from '../../kernel/text.ts';
import { type BallotState, ballotStateTitles, type MeetingState, meetingStateTitles } from './rules/index.ts';

/** How the actions of meetings say no, beside the rules. */
export const refusals = {
  unknownBody: (body: string): Refusal => ({
    code: 'meetings/unknown-body',
    kind: 'missing',
    says: text(`L’organo «${body}» non esiste.`, `There is no body "${body}".`),
  }),
  unknownMeeting: (): Refusal => ({
    code: 'meetings/unknown-meeting',
    kind: 'missing',
    says: text('Questa seduta non esiste.', 'There is no such sitting.'),
  }),
  unknownItem: (): Refusal => ({
    code: 'meetings/unknown-item',
    kind: 'missing',
    says: text('Questo punto non è all’ordine del giorno.', 'There is no such item on the agenda.'),
  }),
  unknownAttachment: (): Refusal => ({
    code: 'meetings/unknown-attachment',
    kind: 'missing',
    says: text('Questo allegato non esiste.', 'There is no such attachment.'),
  }),
  unknownBallot: (): Refusal => ({
    code: 'meetings/unknown-ballot',
    kind: 'missing',
    says: text('Questa votazione non esiste.', 'There is no such ballot.'),
  }),
  unknownDecision: (): Refusal => ({
    code: 'meetings/unknown-decision',
    kind: 'missing',
    says: text('Questa decisione non esiste.', 'There is no such decision.'),
  }),
  bodyDecides: (matter: Text, body: Text, source: Source): Refusal => ({
    code: 'meetings/body-decides',
    kind: 'rule',
    says: text(
      `«${matter.it}»: la convenzione lo affida alla decisione di un organo (${body.it}), e un atto da solo non basta.`,
      `"${matter.en}": the agreement leaves it to the decision of a body (${body.en}), and an act alone is not enough.`,
    ),
    remedy: text(
      `Metterlo all’ordine del giorno di una seduta (${body.it}): vale con la decisione stessa.`,
      `Put it on the agenda of a sitting (${body.en}): it holds by the decision itself.`,
    ),
    source,
  }),
  unknownRequest: (): Refusal => ({
    code: 'meetings/unknown-request',
    kind: 'missing',
    says: text('Questa richiesta di seduta non esiste.', 'There is no such request of a sitting.'),
  }),
  unknownPoll: (): Refusal => ({
    code: 'meetings/unknown-poll',
    kind: 'missing',
    says: text('Questa consultazione non esiste.', 'There is no such poll.'),
  }),
  noMinutes: (): Refusal => ({
    code: 'meetings/no-minutes',
    kind: 'missing',
    says: text('Il verbale non c’è ancora.', 'There are no minutes yet.'),
  }),
  notInState: (state: MeetingState, needed: readonly MeetingState[]): Refusal => ({
    code: 'meetings/not-in-state',
    kind: 'conflict',
    says: text(
      `La seduta è ${meetingStateTitles[state].it}; per questo passo dev’essere ${needed.map((one) => meetingStateTitles[one].it).join(' o ')}.`,
      `The sitting is ${meetingStateTitles[state].en}; for this step it must be ${needed.map((one) => meetingStateTitles[one].en).join(' or ')}.`,
    ),
    remedy: text(
      'Ricaricare la pagina: qualcosa è cambiato nel frattempo.',
      'Reload the page: something has changed meanwhile.',
    ),
  }),
  incompleteNotice: (missing: readonly Text[], source?: Source): Refusal => ({
    code: 'meetings/incomplete-notice',
    kind: 'rule',
    says: text(
      `All’avviso manca: ${enumerate(
        missing.map(({ it }) => it),
        'it',
      )}.`,
      `The notice lacks: ${enumerate(
        missing.map(({ en }) => en),
        'en',
      )}.`,
    ),
    remedy: text('Completare la seduta, poi convocare.', 'Complete the sitting, then convene.'),
    ...(source ? { source } : {}),
  }),
  lateNotice: (sendBy: string, source: Source): Refusal => ({
    code: 'meetings/late-notice',
    kind: 'rule',
    says: text(
      `L’avviso andava inviato entro il ${sendBy}: così la seduta non è regolare.`,
      `The notice had to be sent by ${sendBy}: this way the sitting is not regular.`,
    ),
    remedy: text(
      'Spostare la seduta, oppure indicare il motivo per cui chi presiede la conferma: resta nel verbale.',
      'Move the sitting, or state why the chair confirms it: it stays in the minutes.',
    ),
    source,
  }),
  gapTooShort: (hours: number, source?: Source): Refusal => ({
    code: 'meetings/second-call-too-soon',
    kind: 'rule',
    says: text(
      `Fra la prima e la seconda convocazione passano almeno ${hours} ore.`,
      `At least ${hours} hours pass between the first and the second call.`,
    ),
    remedy: text('Spostare la seconda convocazione.', 'Move the second call.'),
    ...(source ? { source } : {}),
  }),
  remoteNotAllowed: (source: Source | null): Refusal => ({
    code: 'meetings/remote-not-allowed',
    kind: 'rule',
    says: text(
      'La convenzione non ammette la partecipazione a distanza.',
      'The agreement does not allow remote attendance.',
    ),
    remedy: text(
      'Registrare solo chi è nella sala, o cambiare l’impostazione «meetings.remote» nel testo.',
      'Record only who is in the room, or change the setting "meetings.remote" in the document.',
    ),
    ...(source ? { source } : {}),
  }),
  notToday: (first: Day): Refusal => ({
    code: 'meetings/not-today',
    kind: 'conflict',
    says: text(
      `La seduta è convocata per il ${showDay(first, 'it')}.`,
      `The sitting is convened for ${showDay(first, 'en')}.`,
    ),
    remedy: text('Aprirla quel giorno, o convocarla per un altro.', 'Open it that day, or convene it for another.'),
  }),
  noSecondCall: (): Refusal => ({
    code: 'meetings/no-second-call',
    kind: 'conflict',
    says: text('L’avviso non prevede una seconda convocazione.', 'The notice has no second call.'),
    remedy: text('Aprire in prima convocazione, o convocare di nuovo.', 'Open at first call, or convene again.'),
  }),
  firstCallValid: (): Refusal => ({
    code: 'meetings/first-call-valid',
    kind: 'conflict',
    says: text(
      'Il numero legale c’è, o in prima convocazione si è già votato: non è deserta.',
      'The quorum is there, or votes were taken at first call: it is not void.',
    ),
    remedy: text('Proseguire la seduta, o chiuderla.', 'Go on with the sitting, or close it.'),
  }),
  firstCallDeserted: (): Refusal => ({
    code: 'meetings/first-call-deserted',
    kind: 'conflict',
    says: text(
      'La prima convocazione è andata deserta: ci si riunisce in seconda.',
      'The first call lacked its quorum: the body meets at second call.',
    ),
    remedy: text('Aprire in seconda convocazione, nel suo giorno.', 'Open at second call, on its day.'),
  }),
  unknownSeat: (seat: string): Refusal => ({
    code: 'meetings/unknown-seat',
    kind: 'missing',
    says: text(`Il seggio «${seat}» non è in questo organo.`, `The seat "${seat}" is not in this body.`),
  }),
  seatVacant: (name: string, source?: Source): Refusal => ({
    code: 'meetings/seat-vacant',
    kind: 'rule',
    says: text(
      `Il seggio «${name}» non ha oggi un titolare né un delegato: nessuno può rappresentarlo.`,
      `The seat "${name}" has neither a holder nor a delegate today: nobody can stand for it.`,
    ),
    remedy: text(
      'Registrare il nuovo rappresentante fra gli organi, con il suo atto.',
      'Record the new representative among the bodies, with the act.',
    ),
    ...(source ? { source } : {}),
  }),
  passageOutside: (): Refusal => ({
    code: 'meetings/passage-outside',
    kind: 'conflict',
    says: text(
      'Entrate e uscite si registrano fra l’apertura della seduta e adesso.',
      'Arrivals and departures are recorded between the opening of the sitting and now.',
    ),
    remedy: text('Correggere l’ora.', 'Correct the time.'),
  }),
  unknownPassage: (): Refusal => ({
    code: 'meetings/unknown-passage',
    kind: 'missing',
    says: text('Questa entrata o uscita non è registrata.', 'There is no such arrival or departure.'),
  }),
  passageBeforeStop: (): Refusal => ({
    code: 'meetings/passage-before-stop',
    kind: 'conflict',
    says: text(
      'A quell’ora si è già chiusa una votazione, con le presenze di allora: non si cambiano più.',
      'A ballot was stopped after that time, with the attendance of that moment: it no longer changes.',
    ),
    remedy: text(
      'Indicare un’ora successiva alla chiusura, o annullare la votazione con il motivo e ripeterla.',
      'Give a time after the stop, or void the ballot with the reason and repeat it.',
    ),
  }),
  alreadyThere: (name: string): Refusal => ({
    code: 'meetings/already-there',
    kind: 'conflict',
    says: text(`«${name}» risulta già presente.`, `"${name}" is already recorded as present.`),
  }),
  notThere: (name: string): Refusal => ({
    code: 'meetings/not-there',
    kind: 'conflict',
    says: text(`«${name}» non risulta presente.`, `"${name}" is not recorded as present.`),
  }),
  notForVote: (): Refusal => ({
    code: 'meetings/not-for-vote',
    kind: 'conflict',
    says: text('Questo punto è una comunicazione: non si vota.', 'This item is for information: it is not voted.'),
    remedy: text('Cambiare il tipo del punto.', 'Change the kind of the item.'),
  }),
  ballotStep: (state: BallotState): Refusal => ({
    code: 'meetings/ballot-step',
    kind: 'conflict',
    says: text(
      `La votazione è ${ballotStateTitles[state].it}: questo passo non si può fare.`,
      `The ballot is ${ballotStateTitles[state].en}: this step cannot be taken.`,
    ),
    remedy:
      state === 'published'
        ? text(
            'Ciò che è stato deciso si cambia con un’altra decisione, in questa o in un’altra seduta.',
            'What was decided is changed by another decision, in this or another sitting.',
          )
        : text(
            'Ricaricare la pagina: qualcosa è cambiato nel frattempo.',
            'Reload the page: something has changed meanwhile.',
          ),
  }),
  anotherRunning: (): Refusal => ({
    code: 'meetings/another-ballot-running',
    kind: 'conflict',
    says: text('Un’altra votazione è in corso.', 'Another ballot is running.'),
    remedy: text('Chiuderla o annullarla prima di aprirne un’altra.', 'Stop it or void it before starting another.'),
  }),
  notQuorate: (required: number, present: number, source: Source): Refusal => ({
    code: 'meetings/not-quorate',
    kind: 'rule',
    says: text(
      `Manca il numero legale: ne servono ${required}, sono presenti ${present}.`,
      `There is no quorum: ${required} are needed, ${present} are present.`,
    ),
    remedy: text(
      'Attendere altri arrivi, o riunirsi in seconda convocazione.',
      'Wait for more arrivals, or meet at second call.',
    ),
    source,
  }),
  notRunning: (): Refusal => ({
    code: 'meetings/ballot-not-running',
    kind: 'conflict',
    says: text(
      'La votazione non è in corso: il voto non è stato registrato.',
      'The ballot is not running: the vote was not recorded.',
    ),
    remedy: text('Attendere che il segretario la apra.', 'Wait for the secretary to start it.'),
  }),
  noSeatOfYours: (): Refusal => ({
    code: 'meetings/no-seat-of-yours',
    kind: 'forbidden',
    says: text(
      'Da questo incarico non si vota: chi vota dev’essere registrato presente per un seggio.',
      'This post has no vote: who votes must be recorded as present for a seat.',
    ),
    remedy: text('Chiedere al segretario di registrare la presenza.', 'Ask the secretary to record the presence.'),
  }),
  severalSeats: (seats: readonly string[]): Refusal => ({
    code: 'meetings/several-seats',
    kind: 'conflict',
    says: text(
      `Si rappresentano più seggi (${seats.join(', ')}): indicare per quale si vota.`,
      `Several seats are represented (${seats.join(', ')}): say for which the vote is.`,
    ),
  }),
  seatAbsent: (name: string): Refusal => ({
    code: 'meetings/seat-absent',
    kind: 'conflict',
    says: text(
      `«${name}» non risulta presente: il suo voto non conta finché manca chi lo rappresenta.`,
      `"${name}" is not recorded as present: its vote does not count while its representative is away.`,
    ),
    remedy: text('Registrare prima l’arrivo.', 'Record the arrival first.'),
  }),
  noVoteOfSeat: (name: string): Refusal => ({
    code: 'meetings/seat-without-vote',
    kind: 'rule',
    says: text(`Il seggio «${name}» partecipa senza voto.`, `The seat "${name}" takes part without a vote.`),
  }),
  secretItem: (title: string): Refusal => ({
    code: 'meetings/secret-item',
    kind: 'rule',
    says: text(
      `«${title}» è all’ordine del giorno a voto segreto: non si vota in modo palese.`,
      `"${title}" is on the agenda by secret ballot: it is not voted openly.`,
    ),
    remedy: text('Preparare la votazione come dice il punto.', 'Prepare the ballot as the item says.'),
  }),
  secretFromDevice: (): Refusal => ({
    code: 'meetings/secret-from-device',
    kind: 'rule',
    says: text(
      'Il voto è segreto: non si registra per appello, ciascuno vota dal proprio dispositivo o dalla postazione della sala.',
      'The ballot is secret: it is not taken by roll call, each votes from the own device or the one in the room.',
    ),
  }),
  keyLost: (): Refusal => ({
    code: 'meetings/ballot-key-lost',
    kind: 'conflict',
    says: text(
      'La chiave di questa votazione segreta non c’è più: le schede non si possono scrutinare.',
      'The key of this secret ballot is gone: its papers cannot be counted.',
    ),
    remedy: text('Annullare la votazione con il motivo e ripeterla.', 'Void the ballot with the reason and repeat it.'),
  }),
  weightsMissing: (): Refusal => ({
    code: 'meetings/no-weights',
    kind: 'conflict',
    says: text('I pesi non sono stati fissati all’apertura.', 'Weights were not frozen at the opening.'),
  }),
  stillRunning: (): Refusal => ({
    code: 'meetings/ballots-unfinished',
    kind: 'conflict',
    says: text('Una votazione è ancora da chiudere o da proclamare.', 'A ballot is still to be stopped or declared.'),
    remedy: text('Concluderla o annullarla, poi chiudere la seduta.', 'Finish it or void it, then close the sitting.'),
  }),
  adoptionFixed: (): Refusal => ({
    code: 'meetings/agenda-fixed',
    kind: 'conflict',
    says: text(
      'L’ordine del giorno è quello dell’avviso: dopo la convocazione non si cambia.',
      'The agenda is that of the notice: it does not change after the convocation.',
    ),
    remedy: text('Annullare la seduta e convocarla di nuovo.', 'Cancel the sitting and convene it again.'),
  }),
  unknownMatter: (matter: string, known: readonly string[]): Refusal => ({
    code: 'meetings/unknown-matter',
    kind: 'rule',
    says: text(
      `«${matter}» non è una materia conosciuta; lo sono: ${known.join(', ')}.`,
      `"${matter}" is not a known matter; these are: ${known.join(', ')}.`,
    ),
  }),
  beforeDecision: (on: Day, source: Source): Refusal => ({
    code: 'meetings/before-decision',
    kind: 'rule',
    source,
    says: text(
      `L’organo ha deciso il ${showDay(on)}: prima di quel giorno non può valere.`,
      `The body decided on ${showDay(on, 'en')}: it cannot hold before that day.`,
    ),
    remedy: text('Indicare un primo giorno dalla decisione in poi.', 'Give a first day from the decision on.'),
  }),
  adviceOnly: (body: Text): Refusal => ({
    code: 'meetings/advice-only',
    kind: 'rule',
    says: text(
      `«${body.it}» è un organo consultivo: dà pareri e non approva nulla.`,
      `"${body.en}" is an advisory body: it gives opinions and adopts nothing.`,
    ),
    remedy: text(
      'Metterlo ai voti come parere, e all’ordine del giorno dell’organo che decide.',
      'Put it to the vote as an opinion, and on the agenda of the body that decides.',
    ),
  }),
  unknownSubject: (subject: string): Refusal => ({
    code: 'meetings/unknown-subject',
    kind: 'rule',
    says: text(`«${subject}» non c’è, o non è da approvare.`, `"${subject}" is not there, or is not to be adopted.`),
    remedy: text(
      'Scegliere fra le bozze che aspettano una decisione.',
      'Choose among the drafts that wait for a decision.',
    ),
  }),
  needsDecision: (body: Text, source: Source | undefined): Refusal => ({
    code: 'meetings/needs-decision',
    kind: 'rule',
    says: text(
      `Lo approva l’organo «${body.it}» con un voto: diventa valido con quella decisione.`,
      `The body "${body.en}" adopts it by a vote: it comes to hold by that decision.`,
    ),
    remedy: text('Metterlo all’ordine del giorno di una seduta.', 'Put it on the agenda of a sitting.'),
    ...(source ? { source } : {}),
  }),
  minutesNotEditable: (state: string): Refusal => ({
    code: 'meetings/minutes-fixed',
    kind: 'conflict',
    says: text(
      `Il verbale è ${state}: il testo non cambia più.`,
      `The minutes are ${state}: the text no longer changes.`,
    ),
    remedy: text(
      'Una correzione va nel verbale della seduta successiva.',
      'A correction goes into the minutes of the next sitting.',
    ),
  }),
  minutesChanged: (): Refusal => ({
    code: 'meetings/minutes-changed',
    kind: 'conflict',
    says: text(
      'Qualcun altro ha cambiato il verbale nel frattempo.',
      'Somebody else has changed the minutes meanwhile.',
    ),
    remedy: text('Ricaricare, confrontare e salvare di nuovo.', 'Reload, compare and save again.'),
  }),
  badSignature: (why: Text): Refusal => ({
    code: 'meetings/bad-signature',
    kind: 'rule',
    says: text(`La firma non vale: ${why.it}.`, `The signature is not good: ${why.en}.`),
    remedy: text(
      'Firmare di nuovo il PDF del verbale approvato e caricarlo.',
      'Sign the PDF of the approved minutes again and upload it.',
    ),
  }),
  alreadySupported: (): Refusal => ({
    code: 'meetings/already-supported',
    kind: 'conflict',
    says: text('Questo seggio sostiene già la richiesta.', 'This seat supports the request already.'),
  }),
  requestClosed: (): Refusal => ({
    code: 'meetings/request-closed',
    kind: 'conflict',
    says: text(
      'La richiesta è stata ritirata, o ha già avuto la sua seduta.',
      'The request was withdrawn, or has had its sitting already.',
    ),
  }),
  noRequestClause: (body: Text): Refusal => ({
    code: 'meetings/no-request-clause',
    kind: 'rule',
    says: text(
      `La convenzione non dice chi può chiedere una seduta dell’organo «${body.it}».`,
      `The agreement does not say who may ask for a sitting of the body "${body.en}".`,
    ),
    remedy: text('La convoca chi presiede.', 'The chair convenes it.'),
  }),
  pollClosed: (): Refusal => ({
    code: 'meetings/poll-closed',
    kind: 'conflict',
    says: text('La consultazione è chiusa.', 'The poll is closed.'),
  }),
  notAsked: (entity: string): Refusal => ({
    code: 'meetings/not-asked',
    kind: 'rule',
    says: text(`L’ente «${entity}» non è fra quelli consultati.`, `The entity "${entity}" is not among those asked.`),
  }),
  notYourEntity: (): Refusal => ({
    code: 'meetings/not-your-entity',
    kind: 'forbidden',
    says: text('Si risponde solo per il proprio ente.', 'Only the own entity is answered for.'),
    remedy: text(
      'Chi opera per il segretario registra le risposte ricevute per iscritto.',
      'Who works for the secretary records the answers received in writing.',
    ),
  }),
};

import { type Day, showDay } from '../../../kernel/day.ts';
import type { Refusal } from '../../../kernel/result.ts';
import type { Source } from '../../../kernel/source.ts';
import { enumerate, type Text, text } from '../../../kernel/text.ts';
import { type Role, roles } from '../../../platform/role.ts';

const from = (source: Source | null) => (source ? { source } : {});

const grouped = (number: bigint, separator: string) => String(number).replace(/\B(?=(\d{3})+$)/g, separator);

/** Every way bodies say no. */
export const refusals = {
  noSuchBody: (on: Day): Refusal => ({
    code: 'bodies/no-such-body',
    kind: 'missing',
    says: text(
      `Al ${showDay(on)} l'associazione non ha un organo con questo nome.`,
      `On ${showDay(on, 'en')} the association has no body of this name.`,
    ),
  }),
  noSuchSeat: (body: Text): Refusal => ({
    code: 'bodies/no-such-seat',
    kind: 'missing',
    says: text(`In «${body.it}» non c'è un posto così.`, `There is no such seat in “${body.en}”.`),
  }),
  noSuchRecord: (): Refusal => ({
    code: 'bodies/no-such-record',
    kind: 'missing',
    says: text('Quello che si cerca non è registrato qui.', 'There is no such record here.'),
  }),
  noSuchPerson: (): Refusal => ({
    code: 'bodies/no-such-person',
    kind: 'missing',
    says: text(
      "Nell'associazione non c'è una persona con questo incarico in quel giorno.",
      'On that day nobody in the association holds this post.',
    ),
    remedy: text(
      "Registrare prima la persona e il suo incarico nella pagina degli accessi dell'associazione.",
      "First register the person and the post in the association's access page.",
    ),
  }),
  notYourEntity: (): Refusal => ({
    code: 'bodies/not-your-entity',
    kind: 'forbidden',
    says: text(
      'Con questo incarico si può operare solo per il proprio ente.',
      'From this post you may act for your own entity only.',
    ),
    remedy: text(
      'Chiedere a chi tiene la segreteria degli organi.',
      'Ask whoever keeps the secretariat of the bodies.',
    ),
  }),
  bodyExists: (name: Text): Refusal => ({
    code: 'bodies/body-exists',
    kind: 'conflict',
    says: text(`C'è già un organo così: «${name.it}».`, `There already is such a body: “${name.en}”.`),
    remedy: text("Aprire l'organo che c'è, o dare un altro nome.", 'Open the one that is there, or give another name.'),
  }),
  bodyOfAgreement: (name: Text, source: Source | null): Refusal => ({
    code: 'bodies/body-of-agreement',
    kind: 'conflict',
    says: text(
      `«${name.it}» viene dalla convenzione: qui non si chiude.`,
      `“${name.en}” comes from the agreement: it is not closed here.`,
    ),
    remedy: text(
      'Cambia quando si adotta un altro testo della convenzione.',
      'It changes when another text is adopted.',
    ),
    ...from(source),
  }),
  closedBefore: (since: Day): Refusal => ({
    code: 'bodies/closed-before-beginning',
    kind: 'conflict',
    says: text(
      `L'ultimo giorno non può venire prima del primo, ${showDay(since)}.`,
      `The last day cannot come before the first one, ${showDay(since, 'en')}.`,
    ),
  }),
  alreadyEnded: (until: Day): Refusal => ({
    code: 'bodies/already-ended',
    kind: 'conflict',
    says: text(`È già finito il ${showDay(until)}.`, `It already ended on ${showDay(until, 'en')}.`),
  }),
  seatsFixed: (name: Text, source: Source | null): Refusal => ({
    code: 'bodies/seats-fixed',
    kind: 'rule',
    says: text(
      `I posti di «${name.it}» li fissa la convenzione: non se ne aggiungono.`,
      `The agreement fixes the seats of “${name.en}”: none can be added.`,
    ),
    remedy: text(
      'Chi partecipa senza voto si registra tra gli invitati.',
      'Who takes part without a vote is recorded among the guests.',
    ),
    ...from(source),
  }),
  seatExists: (title: Text): Refusal => ({
    code: 'bodies/seat-exists',
    kind: 'conflict',
    says: text(`C'è già un posto chiamato «${title.it}».`, `There already is a seat called “${title.en}”.`),
    remedy: text('Dare un altro nome al posto.', 'Give the seat another name.'),
  }),
  seatFollowsOffice: (title: Text, source: Source | null): Refusal => ({
    code: 'bodies/seat-follows-office',
    kind: 'rule',
    says: text(
      `Il posto «${title.it}» spetta a chi ricopre la carica nell'ente: non si assegna con una nomina.`,
      `The seat “${title.en}” belongs to who holds the office in the entity: nobody is appointed to it.`,
    ),
    remedy: text(
      "Registrare l'incarico della persona nell'ente: il posto lo segue da sé. Chi siede al suo posto si indica con una delega.",
      "Record the person's post in the entity: the seat follows by itself. Who sits in their place is named by a delegation.",
    ),
    ...from(source),
  }),
  notEligible: (person: string, seat: Text, source: Source | null): Refusal => ({
    code: 'bodies/not-eligible',
    kind: 'rule',
    says: text(
      `${person} non rappresenta un ente che può occupare il posto «${seat.it}».`,
      `${person} does not speak for an entity that may fill the seat “${seat.en}”.`,
    ),
    remedy: text(
      'Scegliere una persona tra quelle proposte per il posto.',
      'Choose one of the people offered for the seat.',
    ),
    ...from(source),
  }),
  outsideBand: (
    entity: { readonly name: string; readonly population: bigint },
    seat: Text,
    source: Source | null,
  ): Refusal => ({
    code: 'bodies/outside-band',
    kind: 'rule',
    says: text(
      `${entity.name} ha ${grouped(entity.population, '.')} abitanti: il posto «${seat.it}» è di altri comuni.`,
      `${entity.name} has ${grouped(entity.population, ',')} inhabitants: the seat “${seat.en}” is for others.`,
    ),
    remedy: text(
      "Proporre la persona per il posto della fascia del suo ente, se c'è.",
      "Propose the person for the seat of the entity's own band, if there is one.",
    ),
    ...from(source),
  }),
  missingPopulation: (entity: string, on: Day, source: Source | null): Refusal => ({
    code: 'bodies/missing-population',
    kind: 'rule',
    says: text(
      `Mancano gli abitanti di ${entity} al ${showDay(on)}: non si può dire a quale fascia appartiene.`,
      `The inhabitants of ${entity} on ${showDay(on, 'en')} are missing: its band cannot be told.`,
    ),
    remedy: text('Registrare il dato nella pagina degli enti.', 'Record the figure on the page of the entities.'),
    ...from(source),
  }),
  seatTaken: (person: string, since: Day): Refusal => ({
    code: 'bodies/seat-taken',
    kind: 'conflict',
    says: text(
      `Il posto è di ${person} dal ${showDay(since)}.`,
      `The seat has been ${person}'s since ${showDay(since, 'en')}.`,
    ),
    remedy: text(
      "Indicare un giorno successivo, o chiudere prima quell'incarico.",
      'Give a later day, or end that holding first.',
    ),
  }),
  alreadySeated: (person: string, seat: Text): Refusal => ({
    code: 'bodies/already-seated',
    kind: 'conflict',
    says: text(
      `${person} occupa già un posto dello stesso organo: «${seat.it}».`,
      `${person} already fills a seat of the same body: “${seat.en}”.`,
    ),
    remedy: text('Scegliere un’altra persona.', 'Choose another person.'),
  }),
  beyondTerm: (until: Day, source: Source | null): Refusal => ({
    code: 'bodies/beyond-term',
    kind: 'rule',
    says: text(
      `Per la convenzione l'incarico dura al più fino al ${showDay(until)}.`,
      `By the agreement it lasts until ${showDay(until, 'en')} at most.`,
    ),
    remedy: text(
      "Lasciare vuoto l'ultimo giorno: lo calcola la convenzione.",
      'Leave the last day empty: it is computed.',
    ),
    ...from(source),
  }),
  noDelegations: (body: Text, source: Source | null): Refusal => ({
    code: 'bodies/no-delegations',
    kind: 'rule',
    says: text(
      `In «${body.it}» la convenzione non prevede deleghe.`,
      `The agreement has no delegations in “${body.en}”.`,
    ),
    remedy: text(
      'Chi occupa il posto partecipa di persona, oppure si cambia la lettura della clausola.',
      'The holder takes part in person, or the reading of the clause is changed.',
    ),
    ...from(source),
  }),
  delegationForm: (form: 'sitting' | 'standing', source: Source | null): Refusal => ({
    code: 'bodies/delegation-form',
    kind: 'rule',
    says:
      form === 'standing'
        ? text(
            'La convenzione ammette solo deleghe per una seduta, non permanenti.',
            'The agreement allows delegations for one sitting only, no standing ones.',
          )
        : text(
            'La convenzione ammette solo deleghe permanenti, non per una seduta.',
            'The agreement allows standing delegations only, none for one sitting.',
          ),
    remedy: text("Registrare l'altra forma di delega.", 'Record the other form of delegation.'),
    ...from(source),
  }),
  noHolder: (seat: Text, on: Day): Refusal => ({
    code: 'bodies/no-holder',
    kind: 'conflict',
    says: text(
      `Al ${showDay(on)} il posto «${seat.it}» è vacante: nessuno può delegare.`,
      `On ${showDay(on, 'en')} the seat “${seat.en}” is vacant: nobody can delegate.`,
    ),
    remedy: text(
      'Registrare prima chi occupa il posto; le deleghe di chi lo occupava sono finite con la sua carica.',
      'First record who fills the seat; delegations of the former holder ended with the office.',
    ),
  }),
  notTheHolder: (seat: Text): Refusal => ({
    code: 'bodies/not-the-holder',
    kind: 'forbidden',
    says: text(
      `Solo chi occupa il posto «${seat.it}» può delegare qualcuno.`,
      `Only who fills the seat “${seat.en}” can delegate somebody.`,
    ),
    remedy: text(
      'Consegnare il documento firmato alla segreteria, che registra la delega.',
      'Hand the signed document to the secretariat, which records the delegation.',
    ),
  }),
  delegateIsHolder: (person: string): Refusal => ({
    code: 'bodies/delegate-is-holder',
    kind: 'conflict',
    says: text(
      `${person} occupa già il posto: non serve una delega.`,
      `${person} already fills the seat: no delegation is needed.`,
    ),
    remedy: text('Scegliere un’altra persona.', 'Choose another person.'),
  }),
  notADelegate: (person: string, seat: Text, wanted: readonly Role[], source: Source | null): Refusal => ({
    code: 'bodies/not-a-delegate',
    kind: 'rule',
    says: text(
      `${person} non ha un incarico con cui sedere al posto «${seat.it}».`,
      `${person} holds no post that may sit in the seat “${seat.en}”.`,
    ),
    remedy: text(
      `Si può delegare chi quel giorno è: ${wanted.map((role) => roles[role].it).join('; ')}. Oppure registrare prima l’incarico che manca.`,
      `Who may be delegated holds one of these posts that day: ${wanted.map((role) => roles[role].en).join('; ')}. Or first record the post that is lacking.`,
    ),
    ...from(source),
  }),
  tooManyEntities: (person: string, most: number, names: readonly string[], source: Source | null): Refusal => ({
    code: 'bodies/too-many-entities',
    kind: 'rule',
    says: text(
      `${person} rappresenta già ${enumerate(names, 'it')}: una persona può rappresentare ${most === 1 ? 'un solo ente' : `al più ${most} enti`}.`,
      `${person} already speaks for ${enumerate(names, 'en')}: one person may speak for ${most === 1 ? 'one entity only' : `${most} entities at most`}.`,
    ),
    remedy: text('Delegare un’altra persona.', 'Delegate another person.'),
    ...from(source),
  }),
  alreadyDelegated: (person: string, since: Day): Refusal => ({
    code: 'bodies/already-delegated',
    kind: 'conflict',
    says: text(
      `Per quei giorni c'è già una delega a ${person}, dal ${showDay(since)}.`,
      `For those days there already is a delegation to ${person}, from ${showDay(since, 'en')}.`,
    ),
    remedy: text('Revocare quella delega, poi registrare la nuova.', 'Revoke that one, then record the new one.'),
  }),
  alreadyRevoked: (on: Day): Refusal => ({
    code: 'bodies/already-revoked',
    kind: 'conflict',
    says: text(
      `La delega non vale già più dal ${showDay(on)}.`,
      `The delegation has not held since ${showDay(on, 'en')}.`,
    ),
  }),
  chairByRight: (body: Text, source: Source | null): Refusal => ({
    code: 'bodies/chair-by-right',
    kind: 'rule',
    says: text(
      `La presidenza di «${body.it}» spetta di diritto: non si elegge.`,
      `The chair of “${body.en}” is held by right: it is not elected.`,
    ),
    remedy: text('Si può registrare un vicepresidente.', 'A vice-chair can be recorded.'),
    ...from(source),
  }),
  notAMember: (person: string, body: Text, source: Source | null): Refusal => ({
    code: 'bodies/not-a-member',
    kind: 'rule',
    says: text(
      `${person} non occupa un posto di «${body.it}»: si sceglie tra i componenti.`,
      `${person} does not fill a seat of “${body.en}”: one of the members is chosen.`,
    ),
    remedy: text('Scegliere uno dei componenti.', 'Choose one of the members.'),
    ...from(source),
  }),
  secretaryNotOfLead: (person: string, source: Source | null): Refusal => ({
    code: 'bodies/secretary-not-of-lead',
    kind: 'rule',
    says: text(
      `${person} non ha un incarico presso il capofila: verbalizza un suo dipendente.`,
      `${person} holds no post at the lead: one of its employees takes the minutes.`,
    ),
    remedy: text('Scegliere chi ha un incarico presso il capofila.', 'Choose somebody with a post at the lead.'),
    ...from(source),
  }),
  noSuchOffice: (): Refusal => ({
    code: 'bodies/no-such-office',
    kind: 'rule',
    says: text('La convenzione non ha una carica con questo nome.', 'The agreement has no office of this name.'),
    remedy: text(
      'Indicare come si chiama la carica, in italiano e in inglese.',
      'Say what the office is called, in Italian and English.',
    ),
  }),
  officeNeedsEntity: (office: Text, source: Source | null): Refusal => ({
    code: 'bodies/office-needs-entity',
    kind: 'rule',
    says: text(
      `«${office.it}» è una carica di ciascun ente: serve l'ente.`,
      `“${office.en}” is an office of each entity: name the entity.`,
    ),
    remedy: text("Scegliere l'ente.", 'Choose the entity.'),
    ...from(source),
  }),
  officeOutsideEntities: (office: Text, source: Source | null): Refusal => ({
    code: 'bodies/office-outside-entities',
    kind: 'rule',
    says: text(
      `Per «${office.it}» la convenzione vuole una persona di un altro ente.`,
      `For “${office.en}” the agreement wants a person of another entity.`,
    ),
    remedy: text(
      "Controllare l'incarico della persona, o scegliere un altro ente.",
      'Check the post of the person, or choose another entity.',
    ),
    ...from(source),
  }),
  officeTaken: (person: string, since: Day): Refusal => ({
    code: 'bodies/office-taken',
    kind: 'conflict',
    says: text(
      `La carica è di ${person} dal ${showDay(since)}, e il titolare è uno solo.`,
      `The office has been ${person}'s since ${showDay(since, 'en')}, and there is one holder.`,
    ),
    remedy: text(
      'Indicare un giorno successivo, o chiudere prima quella nomina.',
      'Give a later day, or end that appointment first.',
    ),
  }),
  noDeputy: (office: Text, source: Source | null): Refusal => ({
    code: 'bodies/no-deputy',
    kind: 'rule',
    says: text(`«${office.it}» non ha un sostituto.`, `“${office.en}” has no deputy.`),
    remedy: text('Nominare il titolare.', 'Appoint the holder.'),
    ...from(source),
  }),
  guestNeedsProposer: (source: Source | null): Refusal => ({
    code: 'bodies/guest-needs-proposer',
    kind: 'rule',
    says: text(
      "Un invitato si registra su proposta di un componente dell'organo.",
      'A guest is recorded when a member of the body proposes it.',
    ),
    remedy: text('Indicare il componente che lo propone.', 'Name the member who proposes it.'),
    ...from(source),
  }),
  noCandidates: (seat: Text, source: Source | null): Refusal => ({
    code: 'bodies/no-candidates',
    kind: 'rule',
    says: text(
      `Per il posto «${seat.it}» non si propongono candidature: segue una carica.`,
      `No candidates are proposed for the seat “${seat.en}”: it follows an office.`,
    ),
    remedy: text(
      'Scegliere un posto che si assegna con una nomina.',
      'Choose a seat that is filled by an appointment.',
    ),
    ...from(source),
  }),
  alreadyCandidate: (person: string): Refusal => ({
    code: 'bodies/already-candidate',
    kind: 'conflict',
    says: text(
      `${person} è già tra le candidature per questo posto.`,
      `${person} is already a candidate for this seat.`,
    ),
  }),
  documentType: (): Refusal => ({
    code: 'bodies/document-type',
    kind: 'rule',
    says: text(
      'Il documento dev’essere un PDF, o un file firmato P7M.',
      'The document must be a PDF, or a signed P7M file.',
    ),
    remedy: text(
      'Salvare il documento come PDF e allegarlo di nuovo.',
      'Save the document as PDF and attach it again.',
    ),
  }),
  organisationNotForeseen: (): Refusal => ({
    code: 'bodies/organisation-not-foreseen',
    kind: 'rule',
    says: text(
      'La convenzione non prevede un testo sull’organizzazione dell’ufficio approvato in due passi.',
      'The agreement foresees no text on the organisation of the office approved in two steps.',
    ),
    remedy: text(
      'Pubblicare l’atto all’albo, o aggiungere la clausola al documento della convenzione.',
      'Post the act on the notice board, or add the clause to the agreement document.',
    ),
  }),
  organisationStep: (state: Text, source: Source | null): Refusal => ({
    code: 'bodies/organisation-step',
    kind: 'conflict',
    says: text(
      `Il testo è ${state.it}: questo passo non si può fare.`,
      `The text is ${state.en}: this step cannot be taken.`,
    ),
    remedy: text(
      'Prima delibera l’organo dell’associazione, poi arriva l’atto sullo stesso testo. Per cambiare ciò che vale si propone un testo nuovo.',
      'First the body of the association decides, then the act on the same text follows. To change what holds, propose a new text.',
    ),
    ...from(source),
  }),
  organisationTextsDiffer: (
    { first, second }: { readonly first: string; readonly second: string },
    source: Source | null,
  ): Refusal => ({
    code: 'bodies/organisation-texts-differ',
    kind: 'rule',
    says: text(
      `I due atti non adottano lo stesso testo: l’impronta deliberata è ${first.slice(0, 12)}…, quella del file allegato ${second.slice(0, 12)}….`,
      `The two acts do not adopt the same text: the digest decided is ${first.slice(0, 12)}…, the attached file’s ${second.slice(0, 12)}….`,
    ),
    remedy: text(
      'Allegare il testo come l’organo lo ha deliberato; se è cambiato, proporlo come testo nuovo e riportarlo all’organo.',
      'Attach the text as the body decided it; if it has changed, propose it as a new text and take it to the body again.',
    ),
    ...from(source),
  }),
  organisationBefore: (first: Day, source: Source | null): Refusal => ({
    code: 'bodies/organisation-before-first',
    kind: 'rule',
    says: text(
      `Il secondo atto viene dopo il primo, che è del ${showDay(first)}.`,
      `The second act comes after the first, which is of ${showDay(first, 'en')}.`,
    ),
    remedy: text('Controllare le date dei due atti.', 'Check the days of the two acts.'),
    ...from(source),
  }),
  organisationRewritesPast: (since: Day): Refusal => ({
    code: 'bodies/organisation-rewrites-past',
    kind: 'conflict',
    says: text(
      `Dal ${showDay(since)} vale già un altro testo dello stesso tipo: ciò che è stato resta com’era.`,
      `From ${showDay(since, 'en')} another text of the same kind holds already: what was stays as it was.`,
    ),
    remedy: text('Indicare un primo giorno successivo.', 'Give a later first day.'),
  }),
};

import { type Day, showDay } from '../../../kernel/day.ts';
import type { Refusal } from '../../../kernel/result.ts';
import type { Source } from '../../../kernel/source.ts';
import { enumerate, type Text, text } from '../../../kernel/text.ts';

/** Every way this module says no. */
export const refusals = {
  emptyQuota: (profiles: readonly string[], source: Source): Refusal => ({
    code: 'staffing/empty-quota',
    kind: 'rule',
    says: text(
      `La quota di ${enumerate(profiles, 'it')} è di zero ore: non se ne può dire la parte usata.`,
      `The quota of ${enumerate(profiles, 'en')} is zero hours: there is no part of it to have used.`,
    ),
    remedy: text(
      'Indicare una quota maggiore di zero, o togliere il profilo.',
      'Give a quota above zero, or remove the profile.',
    ),
    source,
  }),
  beyondQuota: (profile: Text, name: string, source: Source): Refusal => ({
    code: 'staffing/beyond-quota',
    kind: 'rule',
    says: text(
      `Le ore dell'anno per ${profile.it} sono finite: per assegnare ancora a ${name} serve la conferma del responsabile.`,
      `The year's hours for ${profile.en} are used up: assigning more to ${name} needs the confirmation of the head.`,
    ),
    remedy: text(
      'Il responsabile conferma altre ore da «Persone e sedi», «Ore annue», oppure assegna di persona.',
      'The head confirms more hours in “People and sites”, “Yearly hours”, or assigns in person.',
    ),
    source,
  }),
  noSuchSite: (): Refusal => ({
    code: 'staffing/no-such-site',
    kind: 'missing',
    says: text(
      'Questa sede non esiste o non è visibile da questo incarico.',
      'There is no such site, or it cannot be seen from this post.',
    ),
  }),
  noSuchStaff: (): Refusal => ({
    code: 'staffing/no-such-staff',
    kind: 'missing',
    says: text(
      'Questa persona non è tra il personale, o non è visibile da questo incarico.',
      'This person is not among the staff, or cannot be seen from this post.',
    ),
  }),
  noSuchEntity: (code: string): Refusal => ({
    code: 'staffing/no-such-entity',
    kind: 'missing',
    says: text(`Tra gli enti non c'è «${code}».`, `There is no entity “${code}”.`),
  }),
  noticesMakeNoRequests: (): Refusal => ({
    code: 'staffing/notices-make-no-requests',
    kind: 'rule',
    says: text(
      'La convenzione non prevede che ciò che notano dipendenti e cittadini arrivi all’ufficio in questo modo.',
      'The agreement does not have what employees and citizens notice reach the office in this way.',
    ),
    remedy: text('Chiedere assistenza dalla pagina «Assistenza».', 'Ask for help on the page “Help”.'),
  }),
  noSuchEntry: (): Refusal => ({
    code: 'staffing/no-such-entry',
    kind: 'missing',
    says: text(
      'Questa riga non esiste o non è visibile da questo incarico.',
      'There is no such line, or it cannot be seen from this post.',
    ),
  }),
  notOwnEntity: (): Refusal => ({
    code: 'staffing/not-own-entity',
    kind: 'forbidden',
    says: text('Si opera solo per il proprio ente.', 'One acts for the own entity only.'),
  }),
  secondMainSite: (name: string): Refusal => ({
    code: 'staffing/second-main-site',
    kind: 'conflict',
    says: text(
      `La sede principale è già ${name}, e può essercene una sola.`,
      `The main site is already ${name}, and there can be only one.`,
    ),
    remedy: text(`Prima togliere il segno di principale a ${name}.`, `First take the mark of main from ${name}.`),
  }),
  alreadyStaffed: (since: Day): Refusal => ({
    code: 'staffing/already-staffed',
    kind: 'conflict',
    says: text(
      `La sede è già presidiata dal ${showDay(since, 'it')}.`,
      `The site has been staffed since ${showDay(since, 'en')}.`,
    ),
    remedy: text('Prima registrare la fine del presidio.', 'First record the end of that staffing.'),
  }),
  notStaffed: (): Refusal => ({
    code: 'staffing/not-staffed',
    kind: 'conflict',
    says: text(
      'La sede non è presidiata: non c’è un presidio da finire.',
      'The site is not staffed: there is no staffing to end.',
    ),
  }),
  endsBeforeBeginning: (since: Day): Refusal => ({
    code: 'staffing/ends-before-beginning',
    kind: 'conflict',
    says: text(
      `È cominciato il ${showDay(since, 'it')}: la fine non può venire prima.`,
      `It began on ${showDay(since, 'en')}: its end cannot come before.`,
    ),
  }),
  overlapping: (): Refusal => ({
    code: 'staffing/overlapping',
    kind: 'conflict',
    says: text(
      'In quei giorni la sede risulta già presidiata.',
      'The site is already recorded as staffed on those days.',
    ),
  }),
  laterCoverage: (): Refusal => ({
    code: 'staffing/later-coverage',
    kind: 'conflict',
    says: text(
      'In quei giorni della settimana è già stabilito qualcosa da quel giorno o da dopo.',
      'On those weekdays something is already set from that day or later.',
    ),
    remedy: text('Indicare un giorno successivo.', 'Give a later day.'),
  }),
  idTaken: (): Refusal => ({
    code: 'staffing/id-taken',
    kind: 'conflict',
    says: text('C’è già una scheda con questo id.', 'There is already a record with this id.'),
  }),
  alreadyStaff: (name: string): Refusal => ({
    code: 'staffing/already-staff',
    kind: 'conflict',
    says: text(`${name} è già tra il personale in quei giorni.`, `${name} is already among the staff on those days.`),
    remedy: text(
      'Registrare prima la fine del rapporto che c’è.',
      'First record the end of the relationship that is there.',
    ),
  }),
  alreadyEnded: (name: string): Refusal => ({
    code: 'staffing/already-ended',
    kind: 'conflict',
    says: text(`Il rapporto di ${name} è già finito.`, `The relationship of ${name} has already ended.`),
  }),
  notYourTime: (): Refusal => ({
    code: 'staffing/not-your-time',
    kind: 'forbidden',
    says: text('Si scrivono solo le proprie ore.', 'One writes only one’s own hours.'),
    remedy: text(
      'Le ore di altri le scrive il responsabile o il supporto amministrativo.',
      'Others’ hours are written by the head or the administrative support.',
    ),
  }),
  notStaffYourself: (): Refusal => ({
    code: 'staffing/not-staff-yourself',
    kind: 'conflict',
    says: text(
      'Da questo incarico non si è tra il personale del servizio in quel giorno.',
      'From this post one is not among the staff of the service on that day.',
    ),
    remedy: text(
      'Chiedere al responsabile di registrare il rapporto di lavoro.',
      'Ask the head to record the working relationship.',
    ),
  }),
  monthClosed: (month: string): Refusal => ({
    code: 'staffing/month-closed',
    kind: 'conflict',
    says: text(
      `Il mese ${month} è chiuso: le sue ore non cambiano più.`,
      `The month ${month} is closed: its hours no longer change.`,
    ),
    remedy: text('Il responsabile può riaprirlo, con il motivo.', 'The head can open it again, with the reason.'),
  }),
  monthNotOver: (month: string): Refusal => ({
    code: 'staffing/month-not-over',
    kind: 'conflict',
    says: text(`Il mese ${month} non è ancora finito.`, `The month ${month} is not over yet.`),
  }),
  monthNotClosed: (month: string): Refusal => ({
    code: 'staffing/month-not-closed',
    kind: 'conflict',
    says: text(`Il mese ${month} non è chiuso.`, `The month ${month} is not closed.`),
  }),
  tooLongADay: (on: Day): Refusal => ({
    code: 'staffing/too-long-a-day',
    kind: 'conflict',
    says: text(`Il ${showDay(on, 'it')} avrebbe più di 24 ore.`, `${showDay(on, 'en')} would have more than 24 hours.`),
    remedy: text('Controllare le altre righe di quel giorno.', 'Check the other lines of that day.'),
  }),
  withdrawn: (): Refusal => ({
    code: 'staffing/withdrawn',
    kind: 'conflict',
    says: text('Questa riga è stata tolta.', 'This line was withdrawn.'),
    remedy: text('Scriverne una nuova.', 'Write a new one.'),
  }),
  noDraftPlan: (): Refusal => ({
    code: 'staffing/no-draft-plan',
    kind: 'conflict',
    says: text('Non c’è una bozza da approvare.', 'There is no draft to approve.'),
    remedy: text('Scrivere prima la dotazione che si propone.', 'First write the posts that are proposed.'),
  }),
  alreadyAnswered: (): Refusal => ({
    code: 'staffing/already-answered',
    kind: 'conflict',
    says: text('Questa richiesta non aspetta più risposta.', 'This request waits for no answer any more.'),
    remedy: text('Farne una nuova.', 'Make a new one.'),
  }),
  notLent: (name: string): Refusal => ({
    code: 'staffing/not-lent',
    kind: 'rule',
    says: text(
      `${name} non è personale che un ente presta al servizio: non c’è niente da rimborsare.`,
      `${name} is not staff that an entity lends to the service: there is nothing to give back.`,
    ),
    remedy: text(
      'Si rimborsa chi è in comando, in distacco, in utilizzo congiunto o oltre l’orario.',
      'Those seconded, detached, shared or beyond ordinary hours are given back.',
    ),
  }),
  alreadyClaimed: (name: string, year: number): Refusal => ({
    code: 'staffing/already-claimed',
    kind: 'conflict',
    says: text(
      `Per ${name} il rimborso del ${year} è già chiesto.`,
      `The reimbursement of ${year} for ${name} is claimed already.`,
    ),
  }),
  notNow: (): Refusal => ({
    code: 'staffing/not-now',
    kind: 'conflict',
    says: text('A questo punto non si può più, o non ancora.', 'At this point it cannot be done any more, or not yet.'),
    remedy: text('Vedere a che punto è.', 'See where it stands.'),
  }),
  noSuchProfile: (profile: string): Refusal => ({
    code: 'staffing/no-such-profile',
    kind: 'missing',
    says: text(`La convenzione non ha il profilo «${profile}».`, `The agreement has no profile “${profile}”.`),
  }),
  noManualMedia: (): Refusal => ({
    code: 'staffing/no-manual-media',
    kind: 'conflict',
    says: text(
      'In questa sede i supporti non si cambiano a mano in quel giorno.',
      'At this site media are not changed by hand on that day.',
    ),
    remedy: text('Il responsabile lo segna sulla scheda della sede.', 'The head marks it on the record of the site.'),
  }),
  alreadyChanged: (on: Day): Refusal => ({
    code: 'staffing/media-already-changed',
    kind: 'conflict',
    says: text(
      `Il cambio del ${showDay(on, 'it')} è già registrato.`,
      `The change of ${showDay(on, 'en')} is already recorded.`,
    ),
  }),
  alreadyLeft: (): Refusal => ({
    code: 'staffing/already-left',
    kind: 'conflict',
    says: text('L’uscita è già registrata.', 'The leaving is already recorded.'),
  }),
  belowNothing: (item: string, stock: number): Refusal => ({
    code: 'staffing/stock-below-nothing',
    kind: 'conflict',
    says: text(
      `Di «${item}» ce ne sono ${stock}: non se ne può togliere di più.`,
      `There are ${stock} of “${item}”: no more can be taken.`,
    ),
  }),
};

import { type Day, showDay } from '../../../kernel/day.ts';
import type { Refusal } from '../../../kernel/result.ts';
import type { Source } from '../../../kernel/source.ts';
import { text } from '../../../kernel/text.ts';
import type { DataRight } from '../../agreement/rules/index.ts';
import type { AccessFacts, ActFacts } from './access-facts.ts';
import { rightsInWords, rightWords } from './right-words.ts';

type Asked = Pick<AccessFacts, 'person' | 'dataSet' | 'right'>;

/** Every way this module says no. */
export const refusals = {
  noAct: ({ person, dataSet }: Asked, source: Source): Refusal => ({
    code: 'privacy/no-act',
    kind: 'forbidden',
    says: text(
      `Nessun atto di ${dataSet.entityName} nomina ${person} per «${dataSet.name}».`,
      `No act of ${dataSet.entityName} names ${person} for “${dataSet.name}”.`,
    ),
    remedy: text(
      `${dataSet.entityName} può adottare un atto che lo faccia, con i diritti e la durata, e inserirlo qui.`,
      `${dataSet.entityName} can adopt an act that does, with the rights and the duration, and enter it here.`,
    ),
    source,
  }),
  rightNotGiven: ({ person, right, dataSet }: Asked, given: readonly ActFacts[], source: Source): Refusal => ({
    code: 'privacy/right-not-given',
    kind: 'forbidden',
    says: text(
      `A ${person} gli atti di ${dataSet.entityName} non consentono di ${rightWords[right].it}: ${given.map((act) => `il n. ${act.number} consente di ${rightsInWords(act.rights, 'it')}`).join('; ')}.`,
      `The acts of ${dataSet.entityName} do not let ${person} ${rightWords[right].en}: ${given.map((act) => `no. ${act.number} lets them ${rightsInWords(act.rights, 'en')}`).join('; ')}.`,
    ),
    remedy: text(
      `Serve un atto di ${dataSet.entityName} che dia anche questo diritto.`,
      `An act of ${dataSet.entityName} that gives this right too is needed.`,
    ),
    source,
  }),
  actNotInForce: ({ dataSet }: Asked, act: ActFacts, why: ActLapse, source: Source): Refusal => ({
    code: 'privacy/act-not-in-force',
    kind: 'forbidden',
    says: lapseWords(act, why),
    remedy:
      why.kind === 'later'
        ? text('Attendere quel giorno.', 'Wait for that day.')
        : text(`Serve un nuovo atto di ${dataSet.entityName}.`, `A new act of ${dataSet.entityName} is needed.`),
    source,
  }),
  noAuthorisation: ({ person, dataSet }: Asked, source: Source): Refusal => ({
    code: 'privacy/no-authorisation',
    kind: 'forbidden',
    says: text(
      `«${dataSet.name}» contiene dati personali, e ${person} non è tra le persone autorizzate a trattarli.`,
      `“${dataSet.name}” holds personal data, and ${person} is not among the persons authorised to process them.`,
    ),
    remedy: text(
      'Il responsabile del trattamento, o il titolare per il proprio personale, registra l’autorizzazione con le istruzioni.',
      'The processing manager, or the controller for its own staff, records the authorisation with the instructions.',
    ),
    source,
  }),
  authorisationNotInForce: ({ person }: Asked, last: Day, source: Source): Refusal => ({
    code: 'privacy/authorisation-not-in-force',
    kind: 'forbidden',
    says: text(
      `L’autorizzazione di ${person} a trattare dati personali non vale oggi: l’ultima è del ${showDay(last)}.`,
      `The authorisation of ${person} to process personal data does not hold today: the last is of ${showDay(last, 'en')}.`,
    ),
    remedy: text('Serve una nuova autorizzazione.', 'A new authorisation is needed.'),
    source,
  }),
  instructionsUnread: ({ person }: Asked, source: Source): Refusal => ({
    code: 'privacy/instructions-unread',
    kind: 'forbidden',
    says: text(
      `${person} non ha ancora dichiarato di aver letto le istruzioni ricevute con l’autorizzazione.`,
      `${person} has not yet said to have read the instructions received with the authorisation.`,
    ),
    remedy: text(
      'Le istruzioni si leggono e si confermano in «I miei accessi».',
      'Instructions are read and confirmed under “My accesses”.',
    ),
    source,
  }),
  measureNotApplied: ({ person }: Asked, act: ActFacts, source: Source): Refusal => ({
    code: 'privacy/measure-not-applied',
    kind: 'forbidden',
    says: text(
      `L’atto n. ${act.number} del ${showDay(act.on)} non è ancora applicato: manca la misura tecnica per ${person}.`,
      `Act no. ${act.number} of ${showDay(act.on, 'en')} is not applied yet: the technical measure for ${person} is missing.`,
    ),
    remedy: text(
      'Il servizio registra la misura tra le misure tecniche.',
      'The office records the measure among the technical measures.',
    ),
    source,
  }),
  measureRemoved: (act: ActFacts, source: Source): Refusal => ({
    code: 'privacy/measure-removed',
    kind: 'forbidden',
    says: text(
      `La misura tecnica dell’atto n. ${act.number} del ${showDay(act.on)} è stata tolta.`,
      `The technical measure of act no. ${act.number} of ${showDay(act.on, 'en')} was removed.`,
    ),
    remedy: text('Serve un nuovo atto dell’ente.', 'A new act of the entity is needed.'),
    source,
  }),
  noSuchDataSet: (): Refusal => ({
    code: 'privacy/no-such-data-set',
    kind: 'missing',
    says: text('Questo insieme di dati non c’è.', 'There is no such data set.'),
  }),
  noSuchAct: (): Refusal => ({
    code: 'privacy/no-such-act',
    kind: 'missing',
    says: text('Questo atto non c’è.', 'There is no such act.'),
  }),
  noSuchAuthorisation: (): Refusal => ({
    code: 'privacy/no-such-authorisation',
    kind: 'missing',
    says: text('Questa autorizzazione non c’è.', 'There is no such authorisation.'),
  }),
  noSuchMeasure: (): Refusal => ({
    code: 'privacy/no-such-measure',
    kind: 'missing',
    says: text('Questa misura tecnica non c’è.', 'There is no such technical measure.'),
  }),
  noSuchDocument: (): Refusal => ({
    code: 'privacy/no-such-document',
    kind: 'missing',
    says: text('Questo documento non c’è.', 'There is no such document.'),
  }),
  noSuchEmergency: (): Refusal => ({
    code: 'privacy/no-such-emergency',
    kind: 'missing',
    says: text('Questo accesso di emergenza non c’è.', 'There is no such emergency access.'),
  }),
  noSuchEntity: (code: string): Refusal => ({
    code: 'privacy/no-such-entity',
    kind: 'missing',
    says: text(`Tra gli enti non c’è «${code}».`, `There is no entity “${code}”.`),
  }),
  dataSetNameTaken: (name: string): Refusal => ({
    code: 'privacy/data-set-name-taken',
    kind: 'conflict',
    says: text(
      `L’ente ha già un insieme di dati di nome «${name}».`,
      `The entity has a data set called “${name}” already.`,
    ),
    remedy: text('Scegliere un altro nome.', 'Choose another name.'),
  }),
  severalOwners: (): Refusal => ({
    code: 'privacy/several-owners',
    kind: 'conflict',
    says: text(
      'Gli insiemi di dati sono di enti diversi: un atto riguarda i dati di chi lo adotta.',
      'The data sets belong to different entities: an act is about the data of whoever adopts it.',
    ),
    remedy: text('Inserire un atto per ciascun ente.', 'Enter one act for each entity.'),
  }),
  actThere: (number: string, person: string): Refusal => ({
    code: 'privacy/act-there',
    kind: 'conflict',
    says: text(
      `L’atto n. ${number} di quel giorno nomina già ${person}.`,
      `Act no. ${number} of that day names ${person} already.`,
    ),
    remedy: text('Aprire l’atto che c’è.', 'Open the act that is there.'),
  }),
  notWhoNames: (source: Source): Refusal => ({
    code: 'privacy/not-who-names',
    kind: 'forbidden',
    says: text(
      'La convenzione non affida gli atti di accesso ai dati a questo ruolo.',
      'The agreement does not entrust acts about access to data to this role.',
    ),
    remedy: text('Li inserisce chi è indicato nella clausola.', 'Whoever the clause names enters them.'),
    source,
  }),
  rightNotOfAgreement: (right: DataRight, source: Source): Refusal => ({
    code: 'privacy/right-not-of-agreement',
    kind: 'rule',
    says: text(
      `La convenzione non prevede che un atto consenta di ${rightWords[right].it}.`,
      `The agreement does not provide for acts that let somebody ${rightWords[right].en}.`,
    ),
    remedy: text('Togliere quel diritto dall’atto.', 'Take that right out of the act.'),
    source,
  }),
  alreadyEnded: (on: Day): Refusal => ({
    code: 'privacy/already-ended',
    kind: 'conflict',
    says: text(`Non vale più dal ${showDay(on)}.`, `It has not held since ${showDay(on, 'en')}.`),
    remedy: text('Per dare di nuovo l’accesso serve un nuovo atto.', 'To give access again a new act is needed.'),
  }),
  measureDone: (): Refusal => ({
    code: 'privacy/measure-done',
    kind: 'conflict',
    says: text('Questa misura tecnica è già registrata.', 'This technical measure is recorded already.'),
  }),
  measureUnneeded: (): Refusal => ({
    code: 'privacy/measure-unneeded',
    kind: 'conflict',
    says: text(
      'L’atto non vale più: la misura non va applicata.',
      'The act does not hold any more: the measure is not to be applied.',
    ),
    remedy: text('Togliere ciò che fosse già stato applicato.', 'Remove whatever was applied already.'),
  }),
  emergencyOff: (source: Source): Refusal => ({
    code: 'privacy/emergency-off',
    kind: 'forbidden',
    says: text(
      'Senza un atto dell’ente non si accede ai suoi dati, neppure in emergenza.',
      'Without an act of the entity nobody gets at its data, not even in an emergency.',
    ),
    remedy: text(
      'L’ente può adottare un atto d’urgenza. L’accesso di emergenza esiste solo se la convenzione lo ammette.',
      'The entity can adopt an urgent act. Emergency access exists only if the agreement allows it.',
    ),
    source,
  }),
  alreadyReviewed: (): Refusal => ({
    code: 'privacy/already-reviewed',
    kind: 'conflict',
    says: text('Questo accesso è già stato esaminato.', 'This access was reviewed already.'),
  }),
  alreadyRead: (): Refusal => ({
    code: 'privacy/already-read',
    kind: 'conflict',
    says: text('La lettura delle istruzioni è già registrata.', 'Reading the instructions is recorded already.'),
  }),
};

/** Why an act does not hold on a day. */
export type ActLapse =
  | { readonly kind: 'later'; readonly since: Day }
  | { readonly kind: 'over'; readonly until: Day }
  | { readonly kind: 'ended'; readonly on: Day }
  | { readonly kind: 'unconfirmed'; readonly confirmBy: Day };

function lapseWords(act: ActFacts, why: ActLapse) {
  const it = `L’atto n. ${act.number} del ${showDay(act.on)}`;
  const en = `Act no. ${act.number} of ${showDay(act.on, 'en')}`;
  switch (why.kind) {
    case 'later':
      return text(`${it} vale dal ${showDay(why.since)}.`, `${en} holds from ${showDay(why.since, 'en')}.`);
    case 'over':
      return text(`${it} è scaduto il ${showDay(why.until)}.`, `${en} expired on ${showDay(why.until, 'en')}.`);
    case 'ended':
      return text(
        `${it} non vale più dal ${showDay(why.on)}: l’ente lo ha fatto cessare.`,
        `${en} has not held since ${showDay(why.on, 'en')}: the entity ended it.`,
      );
    case 'unconfirmed':
      return text(
        `${it} è decaduto: l’ente non lo ha confermato entro il ${showDay(why.confirmBy)}.`,
        `${en} lapsed: the entity did not confirm it by ${showDay(why.confirmBy, 'en')}.`,
      );
  }
}

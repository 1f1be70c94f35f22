import { localTimeAt } from '../../../kernel/day.ts';
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { atTime, fact, given, onDay, stated, step, type Trace, truth, words } from '../../../kernel/trace.ts';
import type { AccessFacts, ActFacts, AuthorisationFacts, EmergencyFacts, MeasureFacts } from './access-facts.ts';
import { type AccessTerms, authorisationLaw } from './access-terms.ts';
import { lapseOf } from './act-lapse.ts';
import { refusals } from './refusals.ts';
import { rightsInWords, rightWords } from './right-words.ts';

/** On what an access rests, and its explanation. */
export type Allowed = {
  readonly basis: { readonly kind: 'act'; readonly act: string } | { readonly kind: 'emergency' };
  readonly trace: Trace;
};

/**
 * Whether a person may do something with a data set of an entity at an instant: an act of the entity names the person for that
 * data set with that right and holds; where the data are personal, the person is authorised and has read the instructions; the
 * office has applied the technical measure of that act. All three together, for everybody, technicians and administrators of
 * systems included. An emergency access, where the agreement has it, lets one consult and modify, never transmit.
 *
 * Refuses with every part that is missing: `privacy/no-act`, `privacy/right-not-given`, `privacy/act-not-in-force`,
 * `privacy/no-authorisation`, `privacy/authorisation-not-in-force`, `privacy/instructions-unread`,
 * `privacy/measure-not-applied`, `privacy/measure-removed`.
 * Source: R-CAL-9; clause kind `data-access` (Calatino: art. 9, third and seventh paragraph).
 */
export function mayAccess(facts: AccessFacts, terms: AccessTerms): Result<Allowed> {
  const { instant } = facts.at;
  const emergency = facts.emergencies.find(({ opened, closes }) => opened <= instant && instant < closes);
  if (emergency && facts.right !== 'transmit' && terms.terms.breakGlass !== 'off')
    return ok({ basis: { kind: 'emergency' }, trace: emergencyTrace(facts, emergency, terms) });
  const named = actFor(facts, terms);
  const authorised = authorisationFor(facts, terms);
  const applied = named.act && measureFor(facts, named.act, terms);
  const missing = [named.refusal, authorised.refusal, applied?.refusal].filter((one) => one !== undefined);
  if (!named.act || !applied?.measure || missing.length > 0) return refuse(...missing);
  return ok({
    basis: { kind: 'act', act: named.act.id },
    trace: allowedTrace(facts, { act: named.act, authorisation: authorised.found, measure: applied.measure }, terms),
  });
}

/** The act that carries the right; among several that hold, the one whose measure is applied comes first. */
function actFor(facts: AccessFacts, { source }: AccessTerms): { act?: ActFacts; refusal?: Refusal } {
  const { acts, right, at } = facts;
  if (acts.length === 0) return { refusal: refusals.noAct(facts, source) };
  const holding = acts.filter((act) => lapseOf(act, at.day) === undefined);
  const fitting = holding.filter((act) => act.rights.includes(right));
  const applied = fitting.find((act) => isApplied(measureOf(facts, act), at.instant));
  const act = applied ?? fitting[0];
  if (act) return { act };
  if (holding.length > 0) return { refusal: refusals.rightNotGiven(facts, holding, source) };
  const withRight = acts.filter((one) => one.rights.includes(right));
  if (withRight.length === 0) return { refusal: refusals.rightNotGiven(facts, acts, source) };
  const last = withRight.reduce((latest, one) => (one.on >= latest.on ? one : latest));
  return { refusal: refusals.actNotInForce(facts, last, lapseOf(last, at.day)!, source) };
}

function authorisationFor(
  facts: AccessFacts,
  { terms }: AccessTerms,
): { found?: AuthorisationFacts; refusal?: Refusal } {
  if (!facts.dataSet.personal) return {};
  const { day } = facts.at;
  const known = facts.authorisations.filter(({ on }) => on <= day);
  if (known.length === 0) return { refusal: refusals.noAuthorisation(facts, authorisationLaw) };
  const holding = known.filter(
    ({ until, revoked }) => (until === null || day <= until) && (revoked === null || day < revoked),
  );
  const last = known.reduce((latest, one) => (one.on >= latest.on ? one : latest));
  if (holding.length === 0) return { refusal: refusals.authorisationNotInForce(facts, last.on, authorisationLaw) };
  const instructed = holding.find(({ read }) => read !== null && read <= day);
  if (instructed) return { found: instructed };
  if (!terms.readReceipt) return { found: holding[0]! };
  return { refusal: refusals.instructionsUnread(facts, authorisationLaw) };
}

function measureFor(
  facts: AccessFacts,
  act: ActFacts,
  { source }: AccessTerms,
): { measure?: MeasureFacts; refusal?: Refusal } {
  const measure = measureOf(facts, act);
  if (measure && isApplied(measure, facts.at.instant)) return { measure };
  const removed = measure?.removed !== undefined && measure.removed !== null && measure.removed <= facts.at.instant;
  return {
    refusal: removed ? refusals.measureRemoved(act, source) : refusals.measureNotApplied(facts, act, source),
  };
}

function measureOf({ measures }: AccessFacts, act: ActFacts): MeasureFacts | undefined {
  return measures.find((measure) => measure.act === act.id);
}

function isApplied(measure: MeasureFacts | undefined, instant: number): boolean {
  if (!measure || measure.applied === null || measure.applied > instant) return false;
  return measure.removed === null || measure.removed > instant;
}

function allowedTrace(
  facts: AccessFacts,
  rests: {
    readonly act: ActFacts;
    readonly authorisation: AuthorisationFacts | undefined;
    readonly measure: MeasureFacts;
  },
  { source, readings, terms }: AccessTerms,
): Trace {
  const { act, authorisation, measure } = rests;
  const { dataSet, at } = facts;
  return step(
    asked(facts),
    truth(true),
    text(
      'un atto dell’ente, un’autorizzazione e la misura tecnica valgono insieme in questo momento',
      'an act of the entity, an authorisation and the technical measure hold together at this moment',
    ),
    [
      given(text('Momento', 'Moment'), atTime(localTimeAt(at.instant))),
      step(
        text(`Atto n. ${act.number} di ${dataSet.entityName}`, `Act no. ${act.number} of ${dataSet.entityName}`),
        words(text(rightsInWords(act.rights, 'it'), rightsInWords(act.rights, 'en'))),
        text(`firma: ${act.signedBy}`, `signature: ${act.signedBy}`),
        [
          fact(text('Data dell’atto', 'Date of the act'), onDay(act.on), 'atti', at.day),
          fact(text('Vale dal', 'Holds from'), onDay(act.since), 'atti', at.day),
          ...(act.until ? [fact(text('Vale fino al', 'Holds until'), onDay(act.until), 'atti', at.day)] : []),
          fact(text('Da confermare entro il', 'To be confirmed by'), onDay(act.confirmBy), 'atti', at.day),
          stated(
            text('Chi decide sui dati di un ente', 'Who decides about an entity’s data'),
            words(text('l’ente, con un proprio atto', 'the entity, by an act of its own')),
            source,
          ),
        ],
      ),
      authorisation
        ? step(
            text('Autorizzazione a trattare dati personali', 'Authorisation to process personal data'),
            words(authorisation.by),
            text('con istruzioni', 'with instructions'),
            [
              fact(text('Data', 'Date'), onDay(authorisation.on), 'autorizzazioni', at.day),
              ...(authorisation.until
                ? [fact(text('Vale fino al', 'Holds until'), onDay(authorisation.until), 'autorizzazioni', at.day)]
                : []),
              ...(authorisation.read
                ? [
                    fact(
                      text('Istruzioni lette il', 'Instructions read on'),
                      onDay(authorisation.read),
                      'autorizzazioni',
                      at.day,
                    ),
                  ]
                : []),
              stated(
                text('Chi tratta dati personali', 'Who processes personal data'),
                words(text('solo se autorizzato e istruito', 'only if authorised and instructed')),
                authorisationLaw,
              ),
            ],
          )
        : {
            what: text('Autorizzazione a trattare dati personali', 'Authorisation to process personal data'),
            value: words(text('non serve', 'not needed')),
            why: {
              kind: 'assumed' as const,
              because: text('l’insieme non contiene dati personali', 'the data set holds no personal data'),
            },
            from: [],
          },
      fact(
        text('Misura tecnica applicata', 'Technical measure applied'),
        atTime(localTimeAt(measure.applied!)),
        'misure tecniche',
        at.day,
        measure.appliedBy,
      ),
      stated(
        text('Diritti che un atto può dare', 'Rights an act may give'),
        words(text(rightsInWords(terms.rights, 'it'), rightsInWords(terms.rights, 'en'))),
        source,
      ),
      ...readings,
    ],
  );
}

function emergencyTrace(facts: AccessFacts, { opened, closes, reason }: EmergencyFacts, terms: AccessTerms): Trace {
  return step(
    asked(facts),
    truth(true),
    text(
      'accesso di emergenza, con motivo e avviso all’ente',
      'emergency access, with a reason and notice to the entity',
    ),
    [
      given(text('Motivo', 'Reason'), words(reason), localTimeAt(opened)),
      fact(text('Si chiude', 'Closes'), atTime(localTimeAt(closes)), 'accessi di emergenza', facts.at.day),
      stated(text('Accesso di emergenza', 'Emergency access'), words(text('ammesso', 'allowed')), terms.source),
      ...terms.readings,
    ],
  );
}

function asked({ person, right, dataSet }: AccessFacts) {
  return text(
    `${person} può ${rightWords[right].it} «${dataSet.name}» di ${dataSet.entityName}`,
    `${person} may ${rightWords[right].en} “${dataSet.name}” of ${dataSet.entityName}`,
  );
}

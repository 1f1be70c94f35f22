import { type Text, text } from '../../kernel/text.ts';
import type {
  AdhesionKey,
  AdoptionState,
  Entitlement,
  OfficeStage,
  ScopeOutcome,
  ServiceState,
} from './rules/index.ts';

/** Words of the catalogue that pages, sheets and answers share. */
export const stateNames: Readonly<Record<ServiceState, Text>> = {
  planned: text('in programma', 'planned'),
  active: text('attivo', 'active'),
  ended: text('terminato', 'ended'),
};

export const stageNames = {
  idea: text('idea', 'idea'),
  evaluation: text('in valutazione', 'being evaluated'),
  proposal: text('proposta', 'proposal'),
  approved: text('approvata', 'approved'),
  dropped: text('abbandonata', 'given up'),
} as const;

export const entitlementNames: Readonly<Record<Entitlement, Text>> = {
  'by-right': text('di tutti, senza atti', 'everybody’s, without acts'),
  'without-own-office': text(
    'degli enti senza un proprio ufficio informatico',
    'of entities without an IT office of their own',
  ),
  'on-request': text('di chi lo chiede, con un atto', 'of who asks for it, by an act'),
};

export const adhesionKeyNames: Readonly<Record<AdhesionKey, Text>> = {
  equal: text('parti uguali', 'equal parts'),
  inhabitants: text('in proporzione agli abitanti', 'in proportion to inhabitants'),
  pcs: text('in proporzione ai personal computer', 'in proportion to personal computers'),
  custom: text('con pesi scritti nella proposta', 'by weights written in the proposal'),
};

/** The words of a key; undefined where none was said. */
export const adhesionKeyOf = (key: string | null): Text | undefined =>
  key === null ? undefined : adhesionKeyNames[key as AdhesionKey];

export const askerNames = {
  everybody: text('chiunque lavori per l’ente', 'anybody who works for the entity'),
  referent: text('il referente dell’ente', 'the entity’s referent'),
} as const;

export const outcomeNames: Readonly<Record<ScopeOutcome, Text>> = {
  'in-scope': text('Se ne occupa l’ufficio', 'The office deals with it'),
  'out-of-scope': text('Non se ne occupa l’ufficio', 'The office does not deal with it'),
  'assisted-purchase-needs-project': text(
    'L’ufficio lo assiste; per acquistarlo serve un progetto',
    'The office supports it; buying it needs a project',
  ),
  'entity-may-buy-unassisted': text(
    'L’ente può acquistarlo da sé, senza assistenza',
    'The entity may buy it alone, without support',
  ),
};

export const activationStateNames = {
  asked: text('chiesta', 'asked for'),
  'in-force': text('in vigore', 'in force'),
  refused: text('non accolta', 'turned down'),
  withdrawn: text('ritirata', 'withdrawn'),
} as const;

export const didNames = {
  asked: text('ha chiesto il servizio', 'asked for the service'),
  recorded: text('ha registrato l’attivazione', 'recorded the activation'),
  approved: text('ha approvato', 'approved'),
  refused: text('non ha accolto', 'turned it down'),
  ended: text('ha chiuso', 'ended it'),
  corrected: text('ha corretto', 'corrected it'),
  withdrawn: text('ha ritirato la domanda', 'withdrew the request'),
} as const;

export const standardKindNames = {
  structural: text('struttura: macchine e rete', 'structure: machines and network'),
  application: text('programmi', 'applications'),
  documents: text('dati e documenti', 'data and documents'),
} as const;

export const standardStageNames = {
  study: text('allo studio', 'under study'),
  proposal: text('proposto', 'proposed'),
  adopted: text('adottato', 'adopted'),
} as const;

export const adoptionNames: Readonly<Record<AdoptionState, Text>> = {
  adopted: text('adottato', 'adopted'),
  declined: text('non adottato', 'not adopted'),
};

export const officeStageNames: Readonly<Record<OfficeStage, Text>> = {
  planned: text('da costituire', 'to be set up'),
  active: text('costituito', 'set up'),
  ended: text('chiuso', 'ended'),
};

export const systemDidNames = {
  declared: text('ha dichiarato il sistema', 'declared the system'),
  checked: text('ha verificato i requisiti', 'checked the requirements'),
  authorised: text('ha autorizzato', 'authorised it'),
  refused: text('non ha autorizzato', 'did not authorise it'),
  bought: text('ha registrato l’acquisto', 'recorded the purchase'),
  dismissed: text('lo ha dismesso', 'took it out of use'),
} as const;

export const standingNames = {
  'by-right': text('lo ha di diritto', 'has it by right'),
  active: text('attivo', 'active'),
  asked: text('chiesto', 'asked for'),
  none: text('non attivo', 'not active'),
  'not-for-it': text('non previsto', 'not offered'),
} as const;

export const answerKindNames = {
  text: text('una riga', 'one line'),
  'long-text': text('più righe', 'several lines'),
  choice: text('una scelta', 'a choice'),
  date: text('una data', 'a date'),
  'yes-no': text('sì o no', 'yes or no'),
  person: text('una persona', 'a person'),
} as const;

export const buyerNames = { office: text('l’ufficio', 'the office'), entity: text('l’ente', 'the entity') } as const;

export const authorisationNames = {
  none: text('non data', 'not given'),
  given: text('data', 'given'),
  refused: text('negata', 'refused'),
} as const;

/** Lists that pages offer choices of. */
export { requestCategories } from '../agreement/rules/index.ts';
export {
  adhesionKeys,
  askers,
  categoryNames,
  entitlements,
  fieldKinds,
  lineNames,
  lines,
  officeStages,
} from './rules/index.ts';
export { draftStages } from './storage/services.ts';

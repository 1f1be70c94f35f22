import type { Day } from '../../../kernel/day.ts';
import { law, type Source } from '../../../kernel/source.ts';
import { text } from '../../../kernel/text.ts';
import { type Trace, words } from '../../../kernel/trace.ts';
import {
  type Agreement,
  clausesInForce,
  type InForce,
  readingTraces,
  type Terms,
} from '../../agreement/rules/index.ts';

/** What decides about access to an entity's data on a day: a clause of the agreement, or the law where it is silent. */
export type AccessTerms = {
  readonly terms: Terms<'data-access'>;
  readonly source: Source;
  /** How they were read, or that they were assumed: for explanations. */
  readonly readings: readonly Trace[];
};

/** Who processes personal data does so only under authority and on instructions of the controller. */
export const authorisationLaw: Source = law('art. 29 del Regolamento (UE) 2016/679 e art. 2-quaterdecies del Codice');

const assumed: Terms<'data-access'> = {
  rights: ['consult', 'modify', 'transmit'],
  namedBy: ['mayor', 'controller'],
  readReceipt: true,
  measure: { applyWithinDays: 3, removeWithinDays: 1 },
  recertification: { everyMonths: 6, remindDaysBefore: 30 },
  breakGlass: 'off',
  breakGlassHours: 4,
};

/**
 * The terms of access that hold on a day. An agreement that says nothing leaves the law: nobody without the controller's
 * authority, with terms that are said to be assumed, and no emergency access.
 * Source: clause kind `data-access` (Calatino: art. 9, seventh paragraph); art. 29 and 32 GDPR.
 */
export function accessTermsOn(agreement: Agreement | null, on: Day): AccessTerms {
  const clause = agreement && clausesInForce(agreement, 'data-access', on)[0];
  return clause ? termsOfClause(clause) : assumedTerms;
}

export function termsOfClause(clause: InForce<'data-access'>): AccessTerms {
  return { terms: clause.terms, source: clause.source, readings: readingTraces(clause) };
}

const assumedTerms: AccessTerms = {
  terms: assumed,
  source: law('art. 29 e 32 del Regolamento (UE) 2016/679'),
  readings: [
    {
      what: text('La convenzione sull’accesso ai dati di un ente', 'The agreement about access to an entity’s data'),
      value: words(text('non dice nulla', 'is silent')),
      why: {
        kind: 'assumed',
        because: text(
          'vale la regola di legge: nessuno senza un atto dell’ente titolare; conferma ogni sei mesi, misura tecnica entro tre giorni, nessun accesso di emergenza',
          'the rule of the law holds: nobody without an act of the entity that is controller; confirmed every six months, technical measure within three days, no emergency access',
        ),
      },
      from: [],
    },
  ],
};

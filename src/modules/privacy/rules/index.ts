/** The front door for rules: who gets at an entity's data, without a database. */
export type { AccessFacts, ActFacts, AuthorisationFacts, DataSetFacts, MeasureFacts } from './access-facts.ts';
export { type AccessTerms, accessTermsOn, termsOfClause } from './access-terms.ts';
export { type Allowed, mayAccess } from './may-access.ts';
export { rightsInWords, rightWords } from './right-words.ts';

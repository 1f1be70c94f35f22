/** The front door for rules: posting on the notice board, rates to publish, without a database. */
export { absenceRatesOf, type Office, type OfficeRates, type PersonDays } from './absence-rates.ts';
export { type PostingTerm, postingTerm } from './posting-term.ts';
export { refusals } from './refusals.ts';

/**
 * The front door of bodies: who sits where on a day, past or to come. Everything is computed from posts, acts and the
 * agreement of that day, so that an office that ended has emptied its seat and ended its delegations. Rules are behind
 * `rules/index.ts`.
 */

export { recordOrganisationDecision } from './actions/organisation.ts';
export { bodyFacts } from './body-facts.ts';
export { type NamedFor, namingsBy } from './namings.ts';
export {
  type Asked,
  type BodyOn,
  bodiesOn,
  bodyOn,
  chairOf,
  endingsOn,
  type NamedPerson,
  type SeatOn,
  seatsOn,
} from './on-a-day.ts';
export { organisationClause } from './organisation-clause.ts';
export { organisationTexts } from './storage/organisation-texts.ts';

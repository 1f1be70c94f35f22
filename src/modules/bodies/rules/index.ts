/** The front door for rules: bodies, seats and offices from facts, without a database. */
export { type Body, bodiesFrom } from './body.ts';
export { type BodyRules, bodyRulesOf, type Chair, chairFrom, isOfLead, secretaryFrom, viceChairFrom } from './chair.ts';
export { comesIntoQuestion, type NewDelegation, rolesToDelegate, whyNotDelegate } from './delegation.ts';
export { isGiven, isInBand, type Populations, populationDay, whyNotEligible } from './eligibility.ts';
export { type Ending, endingsWithin, reminderDays, reminderFor, roleNames } from './ending.ts';
export {
  type Act,
  type AddedBody,
  type Appointment,
  type BodyFacts,
  type ChosenRole,
  chosenRoles,
  type Delegation,
  type Holding,
  holds,
  type MemberFact,
  type Period,
  type PostFact,
  type RecordedSeat,
  type RoleHolding,
} from './facts.ts';
export { type Mandate, mandateIn } from './mandate.ts';
export {
  appointmentsIn,
  endOfAppointment,
  entitiesNeeding,
  type NewAppointment,
  type Office,
  type OfficeHolder,
  officeHolders,
  officesFrom,
  whyNotAppoint,
} from './office.ts';
export {
  type ApprovalStep,
  explainOrganisation,
  type OrganisationKind,
  type OrganisationState,
  type OrganisationText,
  organisationKinds,
  organisationState,
  organisationStates,
  textInForce,
} from './organisation.ts';
export { refusals } from './refusals.ts';
export { isAmong, type Seat, type SeatHolder, seatInWords, seatsFrom, type Vacancy } from './seat.ts';
export { roleOf, type Speaker, speakerFor } from './speaker.ts';
export { type TermOfOffice, termOfOffice } from './term-of-office.ts';

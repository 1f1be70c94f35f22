/** The front door for rules: bodies, seats and offices from facts, without a database. */
export { type Body, bodiesFrom } from './body.ts';
export { type BodyRules, bodyRulesOf, type Chair, chairFrom, isOfLead, secretaryFrom, viceChairFrom } from './chair.ts';
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
export { isAmong, type Seat, type SeatHolder, seatInWords, seatsFrom, type Vacancy } from './seat.ts';
export { roleOf, type Speaker, speakerFor } from './speaker.ts';

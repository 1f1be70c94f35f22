/** The front door for rules: staff, sites, presence and hours, without a database. */
export { type HourQuota, hourQuotasOf, type QuotaState, quotaStates } from './hour-quota.ts';
export { hoursText } from './hours-text.ts';
export { type MediaDay, mediaDays } from './media-days.ts';
export { notThere } from './not-there.ts';
export { middleOf, promptness } from './promptness.ts';
export { quotaYear } from './quota-year.ts';
export { type ReferentDuty, type ReferentState, referentDuty, referentStates, stateNames } from './referent.ts';
export { refusals } from './refusals.ts';
export {
  type Coverage,
  type Engaged,
  type PlanDay,
  presencesIn,
  type RosterDay,
  type RosterFacts,
  rosterOn,
  type Week,
  type WeekStint,
} from './roster.ts';
export { type Presence, presenceText, type Shortfall, shortfallOf } from './shortfall.ts';
export { covers, isStaffed, type Spell, type StaffedPeriod, unstaffedSpells } from './site.ts';
export { type Area, areas, type Filling, fillings, fullTime, type PlannedPost, planOn } from './staff-plan.ts';
export {
  type ClaimState,
  claimedFor,
  claimStates,
  lentKinds,
  mayAnswer,
  mayBecome,
  type RequestForm,
  type RequestState,
  requestForms,
  requestStates,
} from './staff-request.ts';
export { readStretches, writeStretches } from './stretches.ts';

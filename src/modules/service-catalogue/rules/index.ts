/** The front door for rules: what the office does and supports, without a database. */
export { type Activation, activate, activeOn, deactivate, type Service, unitsOn } from './activation.ts';
export { type AdoptionState, adoptionStates, mayAdopt } from './adoption.ts';
export {
  type AssociatedOffice,
  type OfficeStage,
  officeStages,
  type Procedure,
  unificationOf,
  withUnification,
} from './associated-office.ts';
export { categoryNames } from './category-names.ts';
export { type CostItemWay, costEffect, countsUnits } from './cost-effect.ts';
export { lineNames } from './line-names.ts';
export { refusals } from './refusals.ts';
export { answersTo, type FormAnswer, type FormProblem } from './request-form.ts';
export { type RequestCategory, type Scope, type ScopeOutcome, type ScopeRequest, scopeOf } from './scope.ts';
export {
  type AdhesionKey,
  adhesionKeys,
  askers,
  asService,
  type Entitlement,
  entitlements,
  type FormField,
  fieldKinds,
  hasByRight,
  type Line,
  lines,
  type ServiceContent,
  type ServiceState,
  stateOn,
} from './service-content.ts';
export {
  type StandardsCase,
  type StandardsOutcome,
  type StandardsReadings,
  type StandardsVersion,
  standardsGate,
} from './standards-gate.ts';
export {
  conformsTo,
  type DeclaredSystem,
  type StandardPoint,
  type SystemClauses,
  type SystemStanding,
  standingOf,
} from './system-standing.ts';

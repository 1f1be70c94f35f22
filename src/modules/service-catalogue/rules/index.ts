/** The front door for rules: what the office does and supports, without a database. */
export { type Activation, activate, activeOn, deactivate, type Service, unitsOn } from './activation.ts';
export { refusals } from './refusals.ts';
export { type RequestCategory, type Scope, type ScopeOutcome, type ScopeRequest, scopeOf } from './scope.ts';
export {
  type StandardsCase,
  type StandardsOutcome,
  type StandardsReadings,
  type StandardsVersion,
  standardsGate,
} from './standards-gate.ts';

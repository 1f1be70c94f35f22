/** The front door for rules: agreement documents and clauses in force, without a database. */
export { type CheckedDocument, checkDocument, type DocumentProblem, largestDocument, writePath } from './check.ts';
export { type ClauseKind, clauseKinds, kindTerms, type Terms } from './clause-kind.ts';
export { type ClauseChange, compareDocuments, compareVersions, type ValueChange } from './comparison.ts';
export {
  type AgreementDocument,
  documentJsonSchema,
  type Example,
  type Reading,
  type SettingValue,
  type WrittenClause,
} from './document.ts';
export { eventInWords } from './event-name.ts';
export { type Expiry, expiryAlertDays, expiryOf } from './expiry.ts';
export type { DecidedMatter, HeadCount } from './kinds/body.ts';
export { type DataRight, dataRights } from './kinds/data.ts';
export type { Corrective, Driver, Mix } from './kinds/money.ts';
export { requestCategories } from './kinds/office.ts';
export type { EntityOffice, EntitySet, SeatRule } from './kinds/organs.ts';
export { isReadingReference } from './parameter.ts';
export { readingChoices } from './reading-choices.ts';
export { readingTraces } from './reading-trace.ts';
export { kindNames, refusals } from './refusals.ts';
export {
  type ActiveReading,
  type Agreement,
  chosenReadings,
  clauseInForce,
  clausesInForce,
  type InForce,
  type OverrideProblem,
  theClause,
  type UsedReading,
  versionOn,
  whyNotAllowed,
  withReadings,
} from './resolve.ts';
export { type VersionValue, versionValues } from './version-values.ts';

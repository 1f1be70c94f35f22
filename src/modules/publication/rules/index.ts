/** The front door for rules: posting on the notice board, rates to publish, without a database. */
export { absenceRatesOf, type Office, type OfficeRates, type PersonDays } from './absence-rates.ts';
export { boardRefusals } from './board-refusals.ts';
export { type NoticeState, noticeStateOn, noticeStates, type Posting } from './notice-state.ts';
export {
  firstDayOf,
  lastDayOf,
  type OfficePeriod,
  parsePeriod,
  periodName,
  writePeriod,
} from './office-period.ts';
export {
  type PersonalFinding,
  type PersonalKind,
  personalDataIn,
  personalKindNames,
  personalKinds,
} from './personal-data.ts';
export { type PostingTerm, postingTerm } from './posting-term.ts';
export { refusals } from './refusals.ts';
export { type TermOnTheBoard, termOnTheBoard, usualDays } from './term-on-the-board.ts';

/** The front door of the rules of what the office makes known. */
export {
  type Announced,
  type AnnouncementKind,
  type AnnouncementStanding,
  announcementKinds,
  type Impact,
  impacts,
  mayUpdate,
  type Outcome,
  outcomeOf,
  outcomes,
  type ServiceState,
  type Stage,
  serviceStateAt,
  serviceStates,
  stages,
  stagesOf,
  standingAt,
  standings,
} from './announcement.ts';
export { type ArticleState, type Audience, articleState, articleStates, audiences } from './article.ts';
export { askedWords } from './asked-words.ts';
export { refusals } from './refusals.ts';
export { withoutPersonalData } from './without-personal-data.ts';

/** The front door of meetings: sittings as stored, their convocation, decisions. Rules are behind `rules/index.ts`. */
export { createBallot, startBallot, stopBallot, voidBallot } from './actions/ballots.ts';
export { castVote, recordVote } from './actions/cast-vote.ts';
export { closeSitting } from './actions/close-sitting.ts';
export { conveneMeeting } from './actions/convene-meeting.ts';
export { createMeeting } from './actions/create-meeting.ts';
export { listDecisions, showDecision } from './actions/decisions.ts';
export { listMeetings } from './actions/list-meetings.ts';
export { openSitting } from './actions/open-sitting.ts';
export { publishBallot } from './actions/publish-ballot.ts';
export { recordPassages } from './actions/record-passages.ts';
export { addItem } from './actions/set-agenda.ts';
export { showBallot } from './actions/show-ballot.ts';
export { showMeeting } from './actions/show-meeting.ts';
export { convene, entitiesToTell, missingInNotice } from './convening.ts';
export { noticeTermOf } from './notice-term.ts';
export { type Regulation, regulationOf } from './regulation.ts';
export { type AgendaItem, type Attachment, agendaOf, attachmentNumbered, attachmentsOf } from './storage/agenda.ts';
export { type Decision, decisionNumbered, decisionsLike } from './storage/decisions.ts';
export {
  type MeetingFilter,
  meetingNumbered,
  meetingsLike,
  type Notice,
  noticesOf,
  recordNotices,
  type StoredMeeting,
  updateMeeting,
} from './storage/meetings.ts';

import { text } from '../../kernel/text.ts';
import type { Module } from '../../platform/page.ts';
import { addGuest } from './actions/add-guest.ts';
import { addAttachment, readAttachment, removeAttachment } from './actions/attachments.ts';
import { createBallot, startBallot, stopBallot, voidBallot } from './actions/ballots.ts';
import { cancelMeeting } from './actions/cancel-meeting.ts';
import { castVote, recordVote } from './actions/cast-vote.ts';
import { changeMeeting } from './actions/change-meeting.ts';
import { closeSitting } from './actions/close-sitting.ts';
import { confirmLateNotices } from './actions/confirm-late-notices.ts';
import { conveneMeeting } from './actions/convene-meeting.ts';
import { createMeeting } from './actions/create-meeting.ts';
import { listDecisions, showDecision } from './actions/decisions.ts';
import { desertFirstCall } from './actions/desert-first-call.ts';
import { explainWeight } from './actions/explain-weight.ts';
import { exportBallot } from './actions/export-ballot.ts';
import { followSitting } from './actions/follow-sitting.ts';
import { listMatters } from './actions/list-matters.ts';
import { listMeetings } from './actions/list-meetings.ts';
import {
  approveMinutes,
  draftMinutes,
  editMinutes,
  publishMinutes,
  readMinutesFile,
  showMinutes,
  signMinutes,
} from './actions/minutes.ts';
import { openSitting } from './actions/open-sitting.ts';
import { answerPoll, closePoll, listPolls, openPoll } from './actions/polls.ts';
import { publishBallot } from './actions/publish-ballot.ts';
import { recordPassages, strikePassageEntry } from './actions/record-passages.ts';
import { askSitting, listRequests, supportRequest } from './actions/requests.ts';
import { resendConvocation, sendConvocation } from './actions/send-convocation.ts';
import { addItem, changeItem, removeItem } from './actions/set-agenda.ts';
import { listPecAddresses, setPecAddresses } from './actions/set-pec-addresses.ts';
import { showBallot } from './actions/show-ballot.ts';
import { readConvocation, showConvocation } from './actions/show-convocation.ts';
import { showMeeting } from './actions/show-meeting.ts';
import { showSitting } from './actions/show-sitting.ts';
import { verifyBallot } from './actions/verify-ballot.ts';
import { destroyKeys } from './ballot-keys.ts';
import { ballotPage, papersFile } from './pages/ballot.page.tsx';
import { bringMatterForm, bringMatterPage } from './pages/bring-matter.page.tsx';
import { convocationPages } from './pages/convocation.page.tsx';
import { decisionPage, decisionsPage } from './pages/decisions.page.tsx';
import { itemFileForm, itemForm, itemPage } from './pages/item-form.page.tsx';
import { attachmentPage, meetingPage, meetingSteps } from './pages/meeting.page.tsx';
import { changeMeetingForm, changeMeetingPage, newMeetingForm, newMeetingPage } from './pages/meeting-form.page.tsx';
import { meetingsPage } from './pages/meetings.page.tsx';
import { minutesFilePage, minutesPage, minutesSteps } from './pages/minutes.page.tsx';
import { answerPollForm, closePollForm, newPollForm, pollsPage } from './pages/polls.page.tsx';
import { projectorEvents, projectorPage } from './pages/projector.page.tsx';
import { requestForm, requestsPage, supportForm } from './pages/requests.page.tsx';
import { secretaryEvents, secretaryPage, secretarySteps } from './pages/secretary.page.tsx';
import { sittingPanel } from './pages/today.panel.tsx';
import { voteEvents, voteForm, votePage } from './pages/vote.page.tsx';
import { weightPage } from './pages/weight.page.tsx';

/** Sittings of bodies: convocation, attendance, votes, decisions, minutes. */
export const meetingsModule: Module = {
  name: 'meetings',
  title: text('Sedute', 'Sittings'),
  actions: [
    listMeetings,
    showMeeting,
    createMeeting,
    changeMeeting,
    addItem,
    changeItem,
    removeItem,
    addAttachment,
    readAttachment,
    removeAttachment,
    conveneMeeting,
    sendConvocation,
    resendConvocation,
    showConvocation,
    readConvocation,
    confirmLateNotices,
    listPecAddresses,
    setPecAddresses,
    cancelMeeting,
    listMatters,
    openSitting,
    desertFirstCall,
    showSitting,
    explainWeight,
    followSitting,
    recordPassages,
    strikePassageEntry,
    addGuest,
    createBallot,
    startBallot,
    castVote,
    recordVote,
    stopBallot,
    publishBallot,
    voidBallot,
    showBallot,
    exportBallot,
    verifyBallot,
    closeSitting,
    draftMinutes,
    editMinutes,
    approveMinutes,
    signMinutes,
    publishMinutes,
    showMinutes,
    readMinutesFile,
    listDecisions,
    showDecision,
    askSitting,
    supportRequest,
    listRequests,
    openPoll,
    answerPoll,
    closePoll,
    listPolls,
  ],
  pages: [
    meetingsPage,
    newMeetingPage,
    newMeetingForm,
    bringMatterPage,
    bringMatterForm,
    meetingPage,
    ...meetingSteps,
    changeMeetingPage,
    changeMeetingForm,
    attachmentPage,
    ...convocationPages,
    secretaryPage,
    secretaryEvents,
    ...secretarySteps,
    votePage,
    voteForm,
    voteEvents,
    weightPage,
    projectorPage,
    projectorEvents,
    ballotPage,
    papersFile,
    minutesPage,
    ...minutesSteps,
    minutesFilePage,
    itemPage,
    itemForm,
    itemFileForm,
    decisionsPage,
    decisionPage,
    requestsPage,
    requestForm,
    supportForm,
    pollsPage,
    newPollForm,
    answerPollForm,
    closePollForm,
  ],
  navigation: [{ place: 'organi', title: text('Sedute', 'Sittings'), path: '/organi/sedute', needs: listMeetings }],
  today: [sittingPanel],
  jobs: [destroyKeys],
};

export { convocationReceipts } from './convocation-receipts.ts';
export { refuseWhatBodiesDecide } from './decided-by-bodies.ts';

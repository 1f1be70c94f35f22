import { text } from '../../kernel/text.ts';
import type { Module } from '../../platform/page.ts';
import { addAttachment, readAttachment, removeAttachment } from './actions/attachments.ts';
import { cancelMeeting } from './actions/cancel-meeting.ts';
import { changeMeeting } from './actions/change-meeting.ts';
import { conveneMeeting } from './actions/convene-meeting.ts';
import { createMeeting } from './actions/create-meeting.ts';
import { listMatters } from './actions/list-matters.ts';
import { listMeetings } from './actions/list-meetings.ts';
import { addItem, changeItem, removeItem } from './actions/set-agenda.ts';
import { showMeeting } from './actions/show-meeting.ts';

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
    cancelMeeting,
    listMatters,
  ],
  pages: [],
};

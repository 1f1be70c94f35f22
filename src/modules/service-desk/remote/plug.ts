import { text } from '../../../kernel/text.ts';
import type { AnyAction } from '../../../platform/action.ts';
import type { NavigationEntry, PageRoute } from '../../../platform/page.ts';
import { listRemoteSessions } from './actions/list-remote-sessions.ts';
import {
  answerRemoteSession,
  askRemoteSession,
  beginRemoteSession,
  endRemoteSession,
  recordSpokenConsent,
} from './actions/remote-sessions.ts';
import { setRemoteTool, showRemoteTool } from './actions/remote-tool.ts';
import { registerExport, registerPage, toolRoutes } from './pages/register.page.tsx';
import { remoteActs } from './pages/remote-acts.page.tsx';

/** What the desk does with machines from afar. */
export const remoteActions: readonly AnyAction[] = [
  setRemoteTool,
  showRemoteTool,
  askRemoteSession,
  recordSpokenConsent,
  answerRemoteSession,
  beginRemoteSession,
  endRemoteSession,
  listRemoteSessions,
];

export const remotePages: readonly PageRoute[] = [registerPage, registerExport, ...toolRoutes, ...remoteActs];

export const remoteNavigation: readonly NavigationEntry[] = [
  {
    place: 'assistenza',
    title: text('Collegamenti remoti', 'Remote sessions'),
    path: '/assistenza/collegamenti',
    needs: listRemoteSessions,
    order: 80,
    // their own stand in their requests
    notFor: ['EMP', 'EDI', 'ACC'],
  },
];

export { remoteNowPart, remotePart } from './pages/remote.part.tsx';

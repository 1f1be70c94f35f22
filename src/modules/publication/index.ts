/** The front door of the notice board: what other modules post on it. */
export { draftNotice } from './actions/draft-notice.ts';
export { postNotice } from './actions/post-notice.ts';

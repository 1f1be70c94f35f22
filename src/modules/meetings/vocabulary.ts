/** Titles of states and kinds, for pages. */
export { ballotStateTitles, itemKindTitles, meetingStateTitles } from './rules/index.ts';

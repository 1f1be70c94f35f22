import { text } from '../../kernel/text.ts';
import { messages } from './messages.ts';

/** What is said once, after something was recorded. */
export const notices = {
  saved: text(messages.it.saved, messages.en.saved),
  removed: text(messages.it.removed, messages.en.removed),
  closed: text(messages.it.closedNotice, messages.en.closedNotice),
  reopened: text(messages.it.reopened, messages.en.reopened),
};

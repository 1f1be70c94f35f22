import type { Text } from '../../kernel/text.ts';
import { messages } from './messages.ts';

type Plain = {
  [K in keyof (typeof messages)['it']]: (typeof messages)['it'][K] extends string ? K : never;
}[keyof (typeof messages)['it']];

const both = (key: Plain): Text => ({ it: messages.it[key], en: messages.en[key] });

/** What is said once, after something was recorded. */
export const notices = {
  added: both('added'),
  changed: both('changed'),
  joined: both('joinedNotice'),
  left: both('leftNotice'),
  represented: both('representationNotice'),
  recorded: both('recordedNotice'),
  withdrawn: both('withdrawnNotice'),
  imported: (added: number, changed: number): Text => ({
    it: messages.it.importedNotice(added, changed),
    en: messages.en.importedNotice(added, changed),
  }),
};

import { mailReadings } from '../mail/mail-readings.ts';
import type { MailStore } from '../mail/stored-mail.ts';
import { storeMessage, storeUnfetched } from './messages.ts';

/** Where certified mail is kept as it came. */
export const certifiedMail: MailStore = {
  readings: mailReadings('pec.readings'),
  store: storeMessage,
  storeUnfetched,
};

import { mailReadings } from '../../../platform/mail/mail-readings.ts';
import type { MailStore } from '../../../platform/mail/stored-mail.ts';
import { storeLetter, storeUnfetchedLetter } from '../storage/letters.ts';

/** Where the desk's mail is kept as it came. */
export const deskMail: MailStore = {
  readings: mailReadings('service_desk.mail_readings'),
  store: storeLetter,
  storeUnfetched: storeUnfetchedLetter,
};

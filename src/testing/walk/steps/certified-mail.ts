import { inContext } from '../../../platform/database/context.ts';
import { inAssociation } from '../../../platform/jobs/installation-context.ts';
import { storeMessage } from '../../../platform/pec/messages.ts';
import { understandMessages } from '../../../platform/pec/understand.ts';
import { startFaultyImap } from '../../faulty-imap.ts';
import type { TestServer } from '../../server.ts';
import { startSmtpServer } from '../../smtp-server.ts';
import type { Place } from '../place.ts';
import type { StepsOfModule } from '../step.ts';

const word = (place: Place) => place.mark(null, 'security');
const imap = await startFaultyImap();
const smtp = await startSmtpServer({
  allowInsecureAuth: true,
  onAuth: (_auth, _session, done) => done(null, { user: 'pec' }),
});
const mailbox = (place: Place) => ({
  address: `casella-${place.letter}@pec.example`, // whoever is convened reads it
  senderName: `Casella ${word(place)}`,
  password: 'neve alta',
  smtpHost: '127.0.0.1',
  smtpPort: smtp.port,
  smtpSecurity: 'none',
  imapHost: '127.0.0.1',
  imapPort: imap.port,
  imapSecurity: 'none',
});

/** Says to be a receipt, and nobody signed it. */
const receipt = (place: Place) =>
  Buffer.from(
    [
      `From: ${word(place)}@gestore.example`,
      `To: ${word(place)}@pec.example`,
      `Subject: ACCETTAZIONE: ${word(place)}`,
      'Date: Fri, 20 Nov 2026 09:00:00 +0100',
      `Message-ID: <${word(place)}@gestore.example>`,
      'X-Ricevuta: accettazione',
      '',
      `Il messaggio ${word(place)} risulta accettato.`,
      '',
    ].join('\r\n'),
  );

async function arrives(place: Place, { database, clock }: TestServer): Promise<void> {
  const { association } = place;
  const { instant: now } = clock();
  const raw = receipt(place);
  await inContext(database, inAssociation(association), (tx) =>
    storeMessage(tx, association, { uidValidity: '1', uid: 1, came: now, raw }),
  );
  await understandMessages(database, association, [], { now });
}

/** Told before the meetings, whose convocations leave through the mailbox. */
export const certifiedMailSteps: StepsOfModule = {
  steps: [
    { action: 'certified-mail/set-mailbox', as: 'SYS lead', inputs: (place) => [mailbox(place)] },
    { action: 'certified-mail/remove-mailbox', as: 'SYS lead', inputs: () => [{}] },
    { action: 'certified-mail/set-mailbox', as: 'SYS lead', inputs: (place) => [mailbox(place)] },
    { action: 'certified-mail/show-mailbox', as: 'SYS lead', inputs: () => [{}] },
    {
      action: 'certified-mail/list-messages',
      as: 'SYS lead',
      before: arrives,
      inputs: () => [{}, { state: 'quarantined' }],
      keep: (place, answer: { items: { id: string }[] }) => {
        place.ids.letter = answer.items[0]!.id;
      },
    },
    { action: 'certified-mail/read-message', as: 'SYS lead', inputs: (place) => [{ message: place.ids.letter }] },
    { action: 'certified-mail/retry-message', as: 'SYS lead', inputs: (place) => [{ message: place.ids.letter }] },
  ],
  pages: {
    '/:association/sicurezza/posta-certificata/:messaggio': (place) => ({ messaggio: place.ids.letter! }),
  },
};

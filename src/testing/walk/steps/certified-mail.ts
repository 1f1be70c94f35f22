import type { StepsOfModule } from '../step.ts';

const byMailbox = 'needs a mailbox that answers both ways: certified-mail/certified-mail.doors.test.ts';
const byMessage = 'needs a message that came in: certified-mail/certified-mail.doors.test.ts';

export const certifiedMailSteps: StepsOfModule = {
  steps: [
    { action: 'certified-mail/show-mailbox', as: 'SYS lead', inputs: () => [{}] },
    { action: 'certified-mail/list-messages', as: 'SYS lead', inputs: () => [{}, { state: 'quarantined' }] },
  ],
  onlyRefused: {
    'certified-mail/set-mailbox': byMailbox,
    'certified-mail/remove-mailbox': byMailbox,
    'certified-mail/read-message': byMessage,
    'certified-mail/retry-message': byMessage,
    'POST /:association/sicurezza/posta-certificata': byMailbox,
    'POST /:association/sicurezza/posta-certificata/togli': byMailbox,
    'POST /:association/sicurezza/posta-certificata/:messaggio/rileggi': byMessage,
    'GET /:association/sicurezza/posta-certificata/:messaggio': byMessage,
  },
};

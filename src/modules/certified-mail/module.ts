import { text } from '../../kernel/text.ts';
import type { Module } from '../../platform/page.ts';
import { fetchCertifiedMail } from '../../platform/pec/fetch-job.ts';
import type { ReceiptListener } from '../../platform/pec/receipt-listener.ts';
import { removeMailbox, setMailbox, showMailbox } from './actions/mailbox.ts';
import { listMessages, readMessage, retryMessage } from './actions/messages.ts';
import { certifiedMailPages } from './pages/certified-mail.page.tsx';

/**
 * The certified mailbox of an association: settings, what came in, quarantine.
 *
 * @param listeners those who send certified mail and wait for its receipts
 */
export function certifiedMailModule(listeners: readonly ReceiptListener[]): Module {
  return {
    name: 'certified-mail',
    title: text('Posta certificata', 'Certified mail'),
    actions: [showMailbox, setMailbox, removeMailbox, listMessages, readMessage, retryMessage],
    pages: certifiedMailPages,
    navigation: [
      {
        place: 'sicurezza',
        title: text('Posta certificata', 'Certified mail'),
        path: '/sicurezza/posta-certificata',
        needs: showMailbox,
      },
    ],
    jobs: [fetchCertifiedMail(listeners)],
  };
}

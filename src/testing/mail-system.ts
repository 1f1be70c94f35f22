import { dovecotIsHere, startDovecot } from './dovecot.ts';
import { startFaultyImap } from './faulty-imap.ts';
import { postfixIsHere, startPostfix } from './postfix.ts';
import { startSmtpServer } from './smtp-server.ts';

/** Servers between a sender and a mailbox that can be read. */
export type MailSystem = {
  readonly smtp: number;
  readonly imap: { readonly port: number; readonly user: string; readonly password: string };
  readonly stop: () => Promise<void>;
};

/** Which servers a test of whole mail goes through here. */
export const mailServers =
  postfixIsHere && dovecotIsHere ? 'postfix and dovecot' : 'servers of the test (postfix and dovecot are not here)';

/**
 * Mail from the sender's server to the recipient's mailbox: through Debian's postfix and dovecot where they are, through servers
 * that behave alike elsewhere. Known addresses are delivered, others refused; at most 300,000 bytes.
 */
export async function startMailSystem(addresses: readonly string[]): Promise<MailSystem> {
  if (postfixIsHere && dovecotIsHere) {
    const dovecot = await startDovecot();
    const postfix = await startPostfix(
      Object.fromEntries(addresses.map((address) => [address, dovecot.maildir])),
      dovecot.owner,
    );
    const stop = async () => {
      await postfix.stop();
      await dovecot.stop();
    };
    return { smtp: postfix.port, imap: dovecot, stop };
  }
  const imap = await startFaultyImap();
  const no = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode });
  const domains = addresses.map((address) => address.split('@')[1]);
  const smtp = await startSmtpServer({
    size: 300_000,
    onRcptTo: ({ address }, _session, done) => {
      if (addresses.includes(address)) return done();
      const known = domains.includes(address.split('@')[1]);
      done(known ? no(550, '5.1.1 User unknown') : no(554, '5.7.1 Relay access denied'));
    },
    onReceived: () => imap.put(Buffer.from(smtp.received.at(-1)!.source)),
  });
  return { smtp: smtp.port, imap: { port: imap.port, user: 'pec', password: 'x' }, stop: smtp.close };
}

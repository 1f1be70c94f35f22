import { assignPost, registerPerson } from '../../src/modules/identity/index.ts';
import { takeInLetters } from '../../src/modules/service-desk/mail/fetch-letters.ts';
import { storeLetter } from '../../src/modules/service-desk/storage/letters.ts';
import { storeDeskMailbox } from '../../src/modules/service-desk/storage/mailbox.ts';
import { systemClock } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database/connect.ts';
import { inContext } from '../../src/platform/database/context.ts';
import { inAssociation } from '../../src/platform/jobs/installation-context.ts';
import type { Perform } from '../../src/platform/perform.ts';
import { consoleIn } from './console-in.ts';

const senders = 10;
const address = 'assistenza@unione.example';

/** How many letters a second the desk stores as they came, and takes in as requests; letters of ten employees, a page of text each. */
export async function lettersIntake(
  { database, perform }: { readonly database: Database; readonly perform: Perform },
  association: string,
  letters: number,
): Promise<{ readonly stored: number; readonly takenIn: number }> {
  const operator = consoleIn(association);
  const from = (n: number) => `persona${n % senders}@${association}.example`;
  for (let n = 0; n < senders; n++) {
    await perform(registerPerson, { email: from(n), name: `Persona ${n}` }, operator);
    const entity = `c_${String(n).padStart(5, '0')}`;
    await perform(assignPost, { email: from(n), role: 'EMP', entity, since: '2020-01-01' }, operator);
  }
  const work = <T>(does: Parameters<typeof inContext<T>>[2]) => inContext(database, inAssociation(association), does);
  await work((tx) =>
    storeDeskMailbox(
      tx,
      association,
      {
        ...{ address, username: address, password: 'neve alta', folder: 'INBOX', subaddress: false },
        imap: { host: 'imap.unione.example', port: 993, security: 'tls' },
        strangers: 'quarantine',
        hourly: 1000,
      },
      { person: null, at: systemClock().instant },
    ),
  );
  const paragraph = 'La stampante del primo piano non stampa più da stamattina, nemmeno la pagina di prova. '.repeat(6);
  const begun = performance.now();
  for (let n = 0; n < letters; n++) {
    const raw = Buffer.from(
      [
        `From: Persona ${n % senders} <${from(n)}>`,
        `To: ${address}`,
        `Subject: Stampante ${n}`,
        `Message-ID: <l${n}@${association}.example>`,
        'MIME-Version: 1.0',
        'Content-Type: text/plain; charset=utf-8',
        '',
        ...Array.from({ length: 5 }, () => `${paragraph}\r\n`),
      ].join('\r\n'),
    );
    await work((tx) =>
      storeLetter(tx, association, { uidValidity: 'bench', uid: n + 1, came: systemClock().instant, raw }),
    );
  }
  const between = performance.now();
  const stopping = new AbortController().signal;
  await takeInLetters({ database, perform, clock: systemClock, stopping }, association);
  const ended = performance.now();
  return { stored: letters / ((between - begun) / 1000), takenIn: letters / ((ended - between) / 1000) };
}

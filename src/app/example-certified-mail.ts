import { addDays, dayAt } from '../kernel/day.ts';
import { convocationReceipts } from '../modules/meetings/module.ts';
import type { Database } from '../platform/database/connect.ts';
import { inContext } from '../platform/database/context.ts';
import { inAssociation } from '../platform/jobs/installation-context.ts';
import { storeMessage } from '../platform/pec/messages.ts';
import { understandMessages } from '../platform/pec/understand.ts';
import type { Perform } from '../platform/perform.ts';
import { consoleIn, type ExamplePlace } from './example-accounts.ts';
import { modules } from './modules.ts';

/**
 * Where the entities of an example association receive certified mail, and what is in its mailbox: a letter, a message that came
 * back from ordinary mail, a receipt that nobody signed and that waits with its reason. No mailbox is set: nothing is asked of
 * machines that are not there. What is there already stays.
 */
export async function loadExampleCertifiedMail(
  database: Database,
  perform: Perform,
  { association, now }: Pick<ExamplePlace, 'association' | 'now'>,
): Promise<void> {
  const act = <T>(name: string, input: object) =>
    perform(
      modules.flatMap(({ actions }) => actions).find((action) => action.name === name)!,
      input,
      consoleIn(association),
    ) as Promise<T>;
  type Addresses = { items: { entity: string; name: string; address: string | null }[] };
  const { items } = await act<Addresses>('meetings/list-pec-addresses', {});
  if (items.length === 0 || items.some(({ address }) => address !== null)) return;
  const addresses = items.map(({ entity, name }) => ({ entity, address: `protocollo@${hostOf(name)}.pec.example` }));
  await act('meetings/set-pec-addresses', { addresses });
  const [writer, other] = [addresses[0]!.address, addresses.at(-1)!.address];
  const own = `${association}@pec.example`;
  const today = dayAt(now.getTime());
  const came = (days: number, hour: number) =>
    new Date(`${addDays(today, -days)}T${String(hour).padStart(2, '0')}:12:00Z`);
  const letters = [
    { at: came(9, 8), raw: letter(own, writer, came(9, 8)) },
    { at: came(6, 10), raw: cameBack(own, other, came(6, 10)) },
    { at: came(2, 7), raw: unsigned(own, other, came(2, 7)) },
  ];
  await inContext(database, inAssociation(association), async (tx) => {
    for (const [place, { at, raw }] of letters.entries())
      await storeMessage(tx, association, { uidValidity: '1', uid: place + 1, came: at, raw: Buffer.from(raw) });
  });
  await understandMessages(database, association, [convocationReceipts], { now });
}

/** `comune-di-san-godenzo`. */
function hostOf(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return (
    plain
      .split(/[^a-z0-9]+/)
      .filter(Boolean)
      .join('-')
      .slice(0, 60) || 'ente'
  );
}

const lines = (...all: string[]) => all.join('\r\n');

const letter = (to: string, from: string, at: Date) =>
  lines(
    `From: ${from}`,
    `To: ${to}`,
    'Subject: Delega per la prossima seduta',
    `Date: ${at.toUTCString()}`,
    `Message-ID: <delega.${at.getTime()}@pec.example>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Si trasmette la delega firmata dal sindaco per la prossima seduta.',
    '',
  );

const cameBack = (to: string, recipient: string, at: Date) =>
  lines(
    'From: MAILER-DAEMON@posta.example',
    `To: ${to}`,
    'Subject: Messaggio non consegnato',
    `Date: ${at.toUTCString()}`,
    `Message-ID: <ritorno.${at.getTime()}@posta.example>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="ritorno"',
    '',
    '--ritorno',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Il messaggio non è stato consegnato: la casella è piena.',
    '--ritorno',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; posta.example',
    '',
    `Final-Recipient: rfc822; ${recipient}`,
    'Action: failed',
    'Status: 5.2.2',
    'Diagnostic-Code: smtp; 552 5.2.2 mailbox full',
    '--ritorno--',
    '',
  );

const unsigned = (to: string, recipient: string, at: Date) =>
  lines(
    'From: posta-certificata@gestore.example',
    `To: ${to}`,
    'Subject: AVVENUTA CONSEGNA: Convocazione',
    `Date: ${at.toUTCString()}`,
    `Message-ID: <consegna.${at.getTime()}@gestore.example>`,
    'X-Ricevuta: avvenuta-consegna',
    `X-Riferimento-Message-ID: <convocazione.${at.getTime()}@pec.example>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    `Il messaggio è stato consegnato a ${recipient}.`,
    '',
  );

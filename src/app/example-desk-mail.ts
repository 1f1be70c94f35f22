import { addDays, dayAt } from '../kernel/day.ts';
import { storeLetter } from '../modules/service-desk/module.ts';
import type { Database } from '../platform/database/connect.ts';
import { inContext } from '../platform/database/context.ts';
import { inAssociation } from '../platform/jobs/installation-context.ts';
import type { Perform } from '../platform/perform.ts';
import { consoleIn, type ExamplePlace } from './example-accounts.ts';
import { modules } from './modules.ts';

const readyAnswers = [
  {
    title: 'Password scaduta',
    body: 'Gentile {richiedente},\n\nla password si cambia dal proprio profilo: «Sicurezza», poi «Cambia password». Se non riesce, basta rispondere qui.\n\n{operatore}',
  },
  {
    title: 'Serve sapere quale macchina',
    body: 'Gentile {richiedente},\n\nper andare avanti serve l’etichetta della macchina: si trova sul lato o sotto, e comincia con PC o ST.\n\n{operatore}',
  },
  {
    title: 'Intervento sul posto concordato',
    body: 'Gentile {richiedente},\n\nper la richiesta {numero} passiamo da voi. Chiediamo che qualcuno ci apra la stanza.\n\n{operatore}',
  },
] as const;

/**
 * Ready answers of an example desk, and a letter of somebody unknown that waits to be let in. No mailbox is set: nothing is asked of
 * machines that are not there. What is there already stays.
 */
export async function loadExampleDeskMail(
  database: Database,
  perform: Perform,
  { association, now }: Pick<ExamplePlace, 'association' | 'now'>,
): Promise<void> {
  const act = <T>(name: string, input: object) =>
    perform(
      modules.flatMap(({ actions }) => actions).find((one) => one.name === name)!,
      input,
      consoleIn(association),
    ) as Promise<T>;
  if ((await act<{ items: object[] }>('service-desk/list-ready-answers', {})).items.length > 0) return;
  for (const answer of readyAnswers) await act('service-desk/store-ready-answer', answer);
  const came = new Date(`${addDays(dayAt(now.getTime()), -1)}T08:25:00Z`);
  await inContext(database, inAssociation(association), (tx) =>
    storeLetter(tx, association, { uidValidity: '1', uid: 1, came, raw: Buffer.from(letter(association, came)) }),
  );
  const { items } = await act<{ items: { id: string }[] }>('service-desk/list-letters', { state: 'new' });
  for (const { id } of items) await act('service-desk/take-in-letter', { letter: id });
}

function letter(association: string, came: Date): string {
  return [
    'From: Biblioteca <biblioteca@posta.example>',
    `To: assistenza@${association}.example`,
    'Subject: Il catalogo in rete non si apre',
    `Date: ${came.toUTCString()}`,
    `Message-ID: <catalogo-${association}@posta.example>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Buongiorno,',
    '',
    'da stamattina il catalogo dei libri dà una pagina bianca, su tutte e due le postazioni.',
    'Potete guardare?',
    '',
    '-- ',
    'La biblioteca',
    '',
  ].join('\r\n');
}

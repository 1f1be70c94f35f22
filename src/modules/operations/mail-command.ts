import { randomUUID } from 'node:crypto';
import type { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { BadMailSettings, installationServer } from '../../platform/mail/mail-server.ts';
import { openSmtp } from '../../platform/mail/smtp.ts';
import { troubleWords } from '../../platform/mail/trouble-words.ts';
import { messages } from './messages.ts';

/**
 * `comunanza mail test --to`: sends a message through the installation's server, at once and without a database. Gives the exit
 * status: 0 accepted, 1 not accepted or no server, 2 bad usage.
 */
export async function mailCommand(
  words: readonly string[],
  { stdout, stderr }: { readonly stdout: Writable; readonly stderr: Writable },
): Promise<number> {
  const language = words[words.indexOf('--lang') + 1] === 'en' && words.includes('--lang') ? 'en' : 'it';
  const m = messages[language];
  let to: string | undefined;
  try {
    const { values } = parseArgs({
      args: [...words],
      options: { to: { type: 'string' }, lang: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help) {
      stdout.write(m.mailUsage);
      return 0;
    }
    to = z.email().safeParse(values.to).data;
  } catch {}
  if (to === undefined) {
    stderr.write(m.mailUsage);
    return 2;
  }
  const fail = (sentence: string) => {
    stderr.write(`${sentence}\n`);
    return 1;
  };
  let server: ReturnType<typeof installationServer>;
  try {
    server = installationServer();
  } catch (error) {
    if (error instanceof BadMailSettings) return fail(m.badSettings(error.message));
    throw error;
  }
  if (!server) return fail(m.notSet);
  const smtp = openSmtp(server);
  const tried = await smtp
    .send({
      to: { address: to, name: null },
      language,
      subject: m.trialSubject,
      text: m.trialText,
      html: null,
      kind: 'operations/trial',
      replyTo: null,
      headers: {},
      messageId: `<${randomUUID()}@${server.sender.split('@')[1]}>`,
      asked: new Date(),
      attachments: [],
    })
    .finally(() => smtp.close());
  const where = `${server.host}:${server.port}`;
  if (tried.outcome !== 'sent') {
    const { says, remedy } = troubleWords[tried.reason ?? 'other'];
    return fail(`${m.notSent(where)} ${says[language]} ${remedy[language]}\n  ${tried.answer}`);
  }
  stdout.write(`${m.nowSent(where, tried.answer)}\n`);
  return 0;
}

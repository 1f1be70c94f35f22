import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { wakeJob } from '../../../platform/jobs/wake-job.ts';
import { mailHost, mailPort, mailSecurity } from '../../../platform/mail/machine-shapes.ts';
import { ownServer, removeServer, storeServer } from '../../../platform/mail/mail-server.ts';
import { openSmtp } from '../../../platform/mail/smtp.ts';
import { troubleWords } from '../../../platform/mail/trouble-words.ts';
import { refusals } from '../rules/refusals.ts';
import { serverShown, serverView } from './list-mail.ts';

const permission = { capability: 'security', letter: 'w', roles: ['SYS', 'RES'] } as const;

/**
 * The server that the association's mail leaves through; signs in there before storing it. An empty password keeps the one there
 * is for this user on this machine: it is never shown to another. Refuses `operations/server-refuses`.
 */
export const setMailServer = defineAction({
  name: 'operations/set-mail-server',
  title: text('scegliere il server di posta in uscita', 'choose the server of outgoing mail'),
  permission,
  http: { method: 'PUT', path: '/mail-server' },
  input: z.object({
    host: mailHost.meta({ description: 'La macchina, come smtp.provincia.lecco.it.' }),
    port: mailPort.default(587),
    security: mailSecurity
      .default('starttls')
      .meta({ description: 'Cifratura dal primo istante (465), dopo il saluto (587), o nessuna.' }),
    username: z.string().max(254).nullable().default(null),
    password: z.string().max(1000).nullable().default(null).meta({ secret: true }),
    sender: z.email().max(254).meta({ description: 'L’indirizzo del mittente.' }),
    senderName: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .regex(/^\P{Cc}+$/u)
      .meta({ description: 'Il nome del mittente.' }),
  }),
  output: z.object({ server: serverView }),
  example: {
    host: 'smtp.provincia.lecco.example',
    port: 587,
    security: 'starttls',
    username: 'cst',
    password: 'segreto lungo',
    sender: 'cst@provincia.lecco.example',
    senderName: 'CST Lecco',
  },
  async run({ tx, association, actor, now, input, tell }) {
    const before = await serverShown(tx, association);
    const same = before.whose === 'association' && before.host === input.host && before.username === input.username;
    const kept = same && input.password === null ? ((await ownServer(tx, association))?.password ?? null) : null;
    const server = { ...input, password: input.username === null ? null : (input.password ?? kept) };
    const smtp = openSmtp(server);
    const greeted = await smtp.greet().finally(() => smtp.close());
    if (greeted.outcome !== 'sent')
      throw new Refused(refusals.serverRefuses(troubleWords[greeted.reason ?? 'other'], greeted.answer));
    await storeServer(tx, association, server, { person: actor.person, at: now.instant });
    const after = await serverShown(tx, association);
    tell({ before, after });
    await wakeJob(tx, 'mail/deliver');
    return { server: after };
  },
});

/** Back to the installation's server. Refuses `operations/no-own-server`. */
export const removeMailServer = defineAction({
  name: 'operations/remove-mail-server',
  title: text('tornare al server di posta dell’installazione', 'go back to the installation’s mail server'),
  permission,
  http: { method: 'DELETE', path: '/mail-server' },
  input: z.object({}),
  output: z.object({ server: serverView }),
  example: {},
  async run({ tx, association, tell }) {
    const before = await serverShown(tx, association);
    if (!(await removeServer(tx, association))) throw new Refused(refusals.noOwnServer());
    const after = await serverShown(tx, association);
    tell({ before, after });
    return { server: after };
  },
});

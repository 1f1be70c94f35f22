import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { answerWithFile, fileAnswer } from '../../../platform/file-answer.ts';
import { wakeJob } from '../../../platform/jobs/wake-job.ts';
import { countMessages, messageRows, rawMessage, readAgain } from '../../../platform/pec/messages.ts';
import { pecMessageStates } from '../../../platform/pec/tables.ts';
import { offsetCursor, textShape } from '../../../platform/shape.ts';
import { refusals } from '../rules/refusals.ts';

const maySee = { capability: 'security', letter: 'r', roles: ['SYS', 'RES'] } as const;
const mayChange = { capability: 'security', letter: 'w', roles: ['SYS', 'RES'] } as const;

const messageView = z.object({
  id: z.uuid(),
  came: z.iso.datetime(),
  sender: z.string(),
  subject: z.string(),
  /** What its headers claim it to be; empty for ordinary mail. */
  claims: z.string(),
  size: z.int(),
  state: z.enum(pecMessageStates),
  /** Why it is in quarantine. */
  reason: textShape.nullable(),
  tries: z.int(),
  /** Whether its content is here. */
  fetched: z.boolean(),
});
export type MessageView = z.output<typeof messageView>;

export const listMessages = defineAction({
  name: 'certified-mail/list-messages',
  title: text('vedere i messaggi della casella certificata', 'see the messages of the certified mailbox'),
  about: text(
    'Ciò che è arrivato, che cosa se ne è capito e, per i messaggi in quarantena, il motivo.',
    'What came in, what was made of it and, for messages in quarantine, the reason.',
  ),
  reads: true,
  permission: maySee,
  http: { method: 'GET', path: '/certified-mailbox/messages' },
  input: z.object({
    state: z.enum(pecMessageStates).optional(),
    cursor: offsetCursor.optional(),
    limit: z.int().min(1).max(200).default(30).meta({ format: 'int32' }),
  }),
  output: z.object({ count: z.int().min(0), items: z.array(messageView), next: z.string().nullable() }),
  example: { state: 'quarantined' },
  async run({ tx, association, input: { state, cursor, limit } }) {
    const offset = Number(cursor ?? 0);
    const rows = await messageRows(tx, association, { state }, { offset, limit: limit + 1 });
    const counts = await countMessages(tx, association);
    const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
    return {
      count: state ? (counts.get(state) ?? 0) : all,
      items: rows.slice(0, limit).map((row) => ({ ...row, came: row.came.toISOString() })),
      next: rows.length > limit ? String(offset + limit) : null,
    };
  },
});

/** Refuses `certified-mail/unknown-message`. */
export const readMessage = defineAction({
  name: 'certified-mail/read-message',
  title: text('scaricare un messaggio certificato', 'download a certified message'),
  about: text('Il messaggio come è arrivato, byte per byte.', 'The message as it came, byte for byte.'),
  reads: true,
  permission: maySee,
  http: { method: 'GET', path: '/certified-mailbox/messages/:message' },
  input: z.object({ message: z.uuid() }),
  output: fileAnswer,
  example: { message: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff' },
  async run({ tx, association, input }) {
    const content = await rawMessage(tx, association, input.message);
    if (!content) throw new Refused(refusals.unknownMessage());
    return answerWithFile({ name: `messaggio-${input.message}.eml`, type: 'message/rfc822', content });
  },
});

/** Refuses `certified-mail/not-to-read-again`. */
export const retryMessage = defineAction({
  name: 'certified-mail/retry-message',
  title: text('rileggere un messaggio in quarantena', 'read a message in quarantine again'),
  about: text(
    'Dopo aver tolto il motivo: per esempio, aggiunta l’autorità di certificazione del gestore.',
    'After the reason was removed: for instance, the authority of the provider was added.',
  ),
  permission: mayChange,
  http: { method: 'POST', path: '/certified-mailbox/messages/:message/retry' },
  input: z.object({ message: z.uuid() }),
  output: z.object({}),
  example: { message: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff' },
  async run({ tx, association, input, tell }) {
    if (!(await readAgain(tx, association, input.message))) throw new Refused(refusals.notToReadAgain());
    tell({ after: { message: input.message } });
    await wakeJob(tx, 'pec/fetch');
    return {};
  },
});

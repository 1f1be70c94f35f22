import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import { answerWithFile, fileAnswer } from '../../../platform/file-answer.ts';
import { BadInput } from '../../../platform/problem.ts';
import { offsetCursor, textShape } from '../../../platform/shape.ts';
import { allEntities } from '../../membership/index.ts';
import { readLetter } from '../mail/read-letter.ts';
import { mailRefusals } from '../mail/refusals.ts';
import { entitiesOf, entityByDomain, senderAt } from '../mail/senders.ts';
import { type Decided, type Outcome, takeIn } from '../mail/take-in.ts';
import { readTicketNumber, refusals, ticketNumber } from '../rules/index.ts';
import {
  countLetters,
  letterById,
  letterRows,
  letterToSettle,
  type StoredLetter,
  settleLetter,
} from '../storage/letters.ts';
import { letterStates } from '../storage/mail-tables.ts';
import { ticketById } from '../storage/tickets.ts';
import { ticketNumberShape } from './shapes.ts';

const desk = { capability: 'service-desk', letter: 'w', roles: ['L1', 'L2', 'SYS', 'RES'] } as const;
const ofLetter = { letter: z.uuid() };
const example = { letter: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff' };

const letterView = z.object({
  id: z.uuid(),
  came: z.iso.datetime(),
  sender: z.string().max(320),
  subject: z.string().max(500),
  size: z.int().min(0),
  state: z.enum(letterStates),
  /** Why it waits, or was left alone. */
  reason: textShape.nullable(),
  ticket: z.string().max(20).nullable(),
  /** Whether its content is here. */
  fetched: z.boolean(),
});
export type LetterView = z.output<typeof letterView>;

export const listLetters = defineAction({
  name: 'service-desk/list-letters',
  title: text('vedere i messaggi arrivati all’assistenza', 'see the messages that came to the desk'),
  about: text(
    'Ciò che è arrivato, che cosa ne è stato fatto e, per i messaggi in attesa, il motivo.',
    'What came in, what was made of it and, for messages that wait, the reason.',
  ),
  reads: true,
  permission: desk,
  http: { method: 'GET', path: '/service-desk/letters' },
  input: z.object({
    state: z.enum(letterStates).optional(),
    cursor: offsetCursor.optional(),
    limit: z.coerce.number().pipe(z.int().min(1).max(200)).default(30).meta({ format: 'int32' }),
  }),
  output: z.object({ count: z.int().min(0), items: z.array(letterView).max(200), next: z.string().nullable() }),
  example: { state: 'quarantined' },
  async run({ tx, association, input: { state, cursor, limit } }) {
    const offset = Number(cursor ?? 0);
    const rows = await letterRows(tx, association, { state }, { offset, limit: limit + 1 });
    const counts = await countLetters(tx, association);
    const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
    return {
      count: state ? (counts.get(state) ?? 0) : all,
      items: rows.slice(0, limit).map((row) => ({
        ...row,
        came: row.came.toISOString(),
        ticket: row.ticket === null ? null : ticketNumber(row.ticket),
      })),
      next: rows.length > limit ? String(offset + limit) : null,
    };
  },
});

/** A letter as the desk reads it, with the entity it may be from. */
export const showLetter = defineAction({
  name: 'service-desk/show-letter',
  title: text('leggere un messaggio arrivato all’assistenza', 'read a message that came to the desk'),
  reads: true,
  permission: desk,
  http: { method: 'GET', path: '/service-desk/letters/:letter' },
  input: z.object(ofLetter),
  output: z.object({
    id: z.uuid(),
    came: z.iso.datetime(),
    state: z.enum(letterStates),
    reason: textShape.nullable(),
    sender: z.string().max(320),
    senderName: z.string().max(200),
    subject: z.string().max(500),
    body: z.string().max(50_000),
    files: z.array(z.object({ name: z.string(), size: z.int().min(0) })).max(500),
    /** Whether its content is here, and it can be let in. */
    waits: z.boolean(),
    entity: z.string().max(40).nullable(),
    entities: z.array(z.object({ code: z.string().max(40), name: z.string().max(200) })).max(10_000),
  }),
  example,
  async run(context) {
    const { tx, association, input } = context;
    const stored = await letterById(tx, association, input.letter);
    if (!stored) throw new Refused(mailRefusals.noSuchLetter());
    const { id, came, state, reason, sender, subject, raw } = stored;
    const letter = raw ? await readLetter(raw).catch(() => undefined) : undefined;
    const known = letter?.from ? await senderAt(context, letter.from) : undefined;
    const entities = await allEntities(tx, association);
    return {
      ...{ id, state, reason, subject },
      came: came.toISOString(),
      sender: letter?.from || sender,
      senderName: letter?.fromName ?? '',
      body: letter?.body ?? '',
      files: (letter?.files ?? []).map(({ name, bytes }) => ({ name, size: bytes.length })),
      waits: raw !== null && (state === 'quarantined' || state === 'automatic'),
      entity:
        (known && entitiesOf(known)[0]) ??
        (letter?.from ? ((await entityByDomain(context, letter.from)) ?? null) : null),
      entities: entities
        .map(({ code, name }) => ({ code, name }))
        .toSorted((a, b) => a.name.localeCompare(b.name, 'it')),
    };
  },
});

export const readLetterFile = defineAction({
  name: 'service-desk/download-letter',
  title: text('scaricare un messaggio arrivato all’assistenza', 'download a message that came to the desk'),
  about: text('Il messaggio come è arrivato, byte per byte.', 'The message as it came, byte for byte.'),
  reads: true,
  permission: desk,
  http: { method: 'GET', path: '/service-desk/letters/:letter/file' },
  input: z.object(ofLetter),
  output: fileAnswer,
  example,
  async run({ tx, association, input }) {
    const stored = await letterById(tx, association, input.letter);
    if (!stored?.raw) throw new Refused(mailRefusals.noSuchLetter());
    return answerWithFile({ name: `messaggio-${input.letter}.eml`, type: 'message/rfc822', content: stored.raw });
  },
});

const settled = z.object({ state: z.enum(letterStates), ticket: z.string().max(20).nullable() });

/** Finds out what a letter is and does what follows; for the job that reads the mailbox. */
export const takeInLetter = defineAction({
  name: 'service-desk/take-in-letter',
  title: text('accogliere un messaggio arrivato all’assistenza', 'take in a message that came to the desk'),
  permission: 'console',
  doors: ['command-line'],
  http: { method: 'POST', path: '/service-desk/letters/:letter/reading' },
  input: z.object(ofLetter),
  output: settled,
  example,
  run: (context) => settle(context, ['new']),
});

/**
 * Lets in a letter that waits: as a request of an entity, or into a request that is there.
 * Refuses `service-desk/letter-settled`, `service-desk/no-such-ticket`.
 */
export const letInLetter = defineAction({
  name: 'service-desk/let-in-letter',
  title: text('far entrare un messaggio in attesa', 'let in a message that waits'),
  permission: desk,
  http: { method: 'POST', path: '/service-desk/letters/:letter/admission' },
  input: z.object({
    ...ofLetter,
    /** Of which entity it becomes a request. */
    entity: z.string().trim().max(40).optional(),
    /** The request that it belongs to. */
    ticket: ticketNumberShape.optional().or(z.literal('').transform(() => undefined)),
  }),
  output: settled,
  example: { ...example, entity: 'c_g420' },
  async run(context) {
    const { tx, association, input } = context;
    if (input.ticket !== undefined) {
      const id = readTicketNumber(input.ticket);
      if (id === undefined || !(await ticketById(tx, association, id))) throw new Refused(refusals.noSuchTicket());
      return settle(context, ['quarantined', 'automatic'], { ticket: id });
    }
    const { entity } = input;
    if (!entity || !(await allEntities(tx, association)).some(({ code }) => code === entity))
      throw new BadInput([
        { path: 'entity', says: text('Serve un ente del registro.', 'It must be an entity of the register.') },
      ]);
    return settle(context, ['quarantined', 'automatic'], { entity });
  },
});

/** Refuses `service-desk/letter-settled`. */
export const dropLetter = defineAction({
  name: 'service-desk/drop-letter',
  title: text('scartare un messaggio in attesa', 'drop a message that waits'),
  permission: desk,
  http: { method: 'POST', path: '/service-desk/letters/:letter/dropping' },
  input: z.object(ofLetter),
  output: settled,
  example,
  async run({ tx, association, now, input, tell }) {
    const stored = await letterToSettle(tx, association, input.letter, ['quarantined']);
    if (!stored) throw await refusalOf({ tx, association }, input.letter);
    await settleLetter(tx, association, stored.id, { state: 'dropped', at: now.instant });
    tell({ before: { state: stored.state }, after: { letter: stored.id, state: 'dropped' } });
    return { state: 'dropped' as const, ticket: null };
  },
});

async function settle(
  context: ActionContext<{ readonly letter: string }>,
  states: readonly StoredLetter['state'][],
  decided?: Decided,
): Promise<z.input<typeof settled>> {
  const { tx, association, now, input } = context;
  const stored = await letterToSettle(tx, association, input.letter, states);
  if (!stored || (decided && !stored.raw)) throw await refusalOf({ tx, association }, input.letter);
  const outcome: Outcome = await takeIn(context, stored, decided);
  const { state, reason, ticket, entity } = outcome;
  await settleLetter(tx, association, stored.id, {
    ...{ state, reason, at: now.instant },
    ...(ticket === undefined ? {} : { ticket }),
  });
  const number = ticket === undefined ? null : ticketNumber(ticket);
  context.tell({
    before: null,
    after: { letter: stored.id, state, ticket: number },
    ...(entity === undefined ? {} : { actingFor: entity }),
  });
  return { state, ticket: number };
}

async function refusalOf(
  { tx, association }: Pick<ActionContext<unknown>, 'tx' | 'association'>,
  letter: string,
): Promise<Refused> {
  const there = await letterById(tx, association, letter);
  return new Refused(there ? mailRefusals.letterSettled() : mailRefusals.noSuchLetter());
}

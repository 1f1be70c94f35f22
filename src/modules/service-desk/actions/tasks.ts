import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { dayShape } from '../../../platform/shape.ts';
import { refusals, taskKinds, ticketNumber } from '../rules/index.ts';
import { answerTask, insertTask, openTasks } from '../storage/tasks.ts';
import { bodyShape, ofTicket, shortNote, standing, standingOf } from './shapes.ts';
import { happens, ticketFor } from './ticket-at-hand.ts';

/** Asks the referent for hands on site, or for material of the entity; the request waits for the answer. */
export const askTask = defineAction({
  name: 'service-desk/ask-task',
  title: text('affidare un compito al referente', 'give the referent a task'),
  permission: { capability: 'service-desk', letter: 'w' },
  http: { method: 'POST', path: '/tickets/:ticket/tasks' },
  input: z.object({
    ...ofTicket,
    kind: z.enum(taskKinds),
    instructions: bodyShape.meta({ description: 'Passo per passo.' }),
    due: dayShape.optional(),
  }),
  output: standing,
  example: { ticket: '2026-1', version: 1, kind: 'hands-on', instructions: '1. Spegnere lo switch. 2. Riaccenderlo.' },
  async run(context) {
    const { tx, association, now, input } = context;
    const { kind, instructions, due = null } = input;
    if (due !== null && due < now.today)
      throw new BadInput([{ path: 'due', says: text('Serve un giorno che deve venire.', 'A day to come is needed.') }]);
    const hand = await ticketFor(context, input, 'ask-task');
    const asked = { kind: 'task-asked', task: kind, instructions, due } as const;
    const ticket = await happens(context, hand, asked, { words: instructions });
    const { id, entity, version } = ticket;
    await insertTask(tx, association, {
      ...{ ticket: id, task: version, entity, kind, instructions, due },
      at: now.instant,
    });
    return standingOf(ticket);
  },
});

export const answerTaskAction = defineAction({
  name: 'service-desk/answer-task',
  title: text('rispondere a un compito', 'answer a task'),
  permission: { capability: 'service-desk', letter: 'w' },
  http: { method: 'POST', path: '/tickets/:ticket/tasks/:task/answer' },
  input: z.object({
    ...ofTicket,
    task: z.coerce.number().pipe(z.int().min(1).max(1_000_000)).meta({ format: 'int32' }),
    done: z.stringbool().or(z.boolean()),
    result: shortNote,
  }),
  output: standing,
  example: { ticket: '2026-1', version: 2, task: 2, done: true, result: 'Riavviato: la spia è verde.' },
  async run(context) {
    const { tx, association, now, input } = context;
    const { task, done, result } = input;
    const hand = await ticketFor(context, input, 'answer-task');
    const answer = { ticket: hand.ticket.id, task, done, result, at: now.instant };
    if (!(await answerTask(tx, association, answer))) throw new Refused(refusals.noSuchTask());
    return standingOf(await happens(context, hand, { kind: 'task-answered', task, done, result }, { words: result }));
  },
});

export const listTasks = defineAction({
  name: 'service-desk/list-tasks',
  title: text('elencare i compiti dei referenti', 'list the tasks of referents'),
  reads: true,
  permission: { capability: 'service-desk', letter: 'r', roles: ['REF', 'MAY', 'L1', 'L2', 'SYS', 'RES', 'ADM'] },
  http: { method: 'GET', path: '/ticket-tasks' },
  input: z.object({ limit: z.coerce.number().pipe(z.int().min(1).max(500)).default(100).meta({ format: 'int32' }) }),
  output: z.object({
    items: z
      .array(
        z.object({
          ticket: z.string().max(20),
          task: z.int().min(1).meta({ format: 'int32' }),
          subject: z.string().max(200),
          entity: z.string().max(40),
          kind: z.enum(taskKinds),
          instructions: z.string().max(50_000),
          due: z.string().max(10).nullable(),
          askedAt: z.iso.datetime(),
        }),
      )
      .max(500),
  }),
  example: {},
  async run({ tx, association, actor, reach, input }) {
    if (reach !== 'g' && actor.entity === null) return { items: [] };
    const of = reach === 'g' ? {} : { entity: actor.entity! };
    const rows = await openTasks(tx, association, { ...of, limit: input.limit });
    return {
      items: rows.map(({ ticket, task, subject, entity, kind, instructions, due, asked_at }) => ({
        ...{ task, subject, entity, kind, instructions, due },
        ticket: ticketNumber(Number(ticket)),
        askedAt: asked_at.toISOString(),
      })),
    };
  },
});

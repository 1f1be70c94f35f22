import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { mailRefusals } from '../mail/refusals.ts';
import { deleteReadyAnswer, readyAnswers, storeReadyAnswer, titleTaken } from '../storage/ready-answers.ts';

const desk = { capability: 'service-desk', letter: 'w', roles: ['L1', 'L2', 'SYS', 'RES'] } as const;
const example = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';

/** Texts that the office has ready, by title. */
export const listReadyAnswers = defineAction({
  name: 'service-desk/list-ready-answers',
  title: text('vedere le risposte pronte', 'see the ready answers'),
  reads: true,
  permission: desk,
  http: { method: 'GET', path: '/service-desk/ready-answers' },
  input: z.object({}),
  output: z.object({
    items: z.array(z.object({ id: z.uuid(), title: z.string().max(100), body: z.string().max(20_000) })).max(1000),
  }),
  example: {},
  async run({ tx, association }) {
    return { items: [...(await readyAnswers(tx, association))] };
  },
});

/** Adds a ready answer, or changes one. Refuses `service-desk/no-such-ready-answer`. */
export const storeReady = defineAction({
  name: 'service-desk/store-ready-answer',
  title: text('scrivere una risposta pronta', 'write a ready answer'),
  permission: desk,
  http: { method: 'POST', path: '/service-desk/ready-answers' },
  input: z.object({
    /** Left out: a new one. */
    answer: z.uuid().optional(),
    title: z.string().trim().min(1).max(100),
    body: z.string().trim().min(1).max(20_000),
  }),
  output: z.object({ id: z.uuid() }),
  example: { title: 'Password scaduta', body: 'Gentile {richiedente}, la password si cambia dal proprio profilo.' },
  async run({ tx, association, input, tell }) {
    const { answer = null, title, body } = input;
    if (await titleTaken(tx, association, { id: answer, title }))
      throw new BadInput([
        {
          path: 'title',
          says: text('C’è già una risposta con questo titolo.', 'There is an answer with this title already.'),
        },
      ]);
    const id = await storeReadyAnswer(tx, association, { id: answer, title, body });
    if (id === undefined) throw new Refused(mailRefusals.noSuchReadyAnswer());
    tell({ after: { id, title } });
    return { id };
  },
});

/** Refuses `service-desk/no-such-ready-answer`. */
export const removeReady = defineAction({
  name: 'service-desk/remove-ready-answer',
  title: text('togliere una risposta pronta', 'remove a ready answer'),
  permission: desk,
  http: { method: 'DELETE', path: '/service-desk/ready-answers/:answer' },
  input: z.object({ answer: z.uuid() }),
  output: z.object({}),
  example: { answer: example },
  async run({ tx, association, input, tell }) {
    if (!(await deleteReadyAnswer(tx, association, input.answer))) throw new Refused(mailRefusals.noSuchReadyAnswer());
    tell({ before: { id: input.answer } });
    return {};
  },
});

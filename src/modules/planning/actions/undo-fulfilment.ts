import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { refusals } from '../refusals.ts';
import { fulfilmentWith, undoFulfilment as undo } from '../storage/fulfilments.ts';

/** What was recorded stays in the register, undone: the duty is to do again. Refuses `planning/no-such-fulfilment`. */
export const undoFulfilment = defineAction({
  name: 'planning/undo-fulfilment',
  title: text('annullare la registrazione di un adempimento', 'undo the record of a fulfilled duty'),
  permission: { capability: 'planning', letter: 'w' },
  http: { method: 'POST', path: '/duties/fulfilments/:fulfilment/undoing' },
  input: z.object({ fulfilment: z.uuid(), reason: z.string().trim().min(1).max(400) }),
  example: { fulfilment: '00000000-0000-4000-8000-000000000000', reason: 'Registrato per errore.' },
  output: z.object({ id: z.uuid(), year: z.int() }),
  async run({ tx, association, now, actor, reach, input, tell }) {
    const found = await fulfilmentWith(tx, association, input.fulfilment);
    if (!found) throw new Refused(refusals.noSuchFulfilment());
    if (reach !== 'g' && found.entity === null) throw new Refused(refusals.notOwnDuty());
    const { obligation, entity, doneOn, act, year } = found;
    const { reason } = input;
    const undone = await undo(tx, association, found.id, { at: now.instant, by: actor.name, reason });
    if (!undone) throw new Refused(refusals.noSuchFulfilment());
    tell({ before: { obligation, on: doneOn, act }, after: { undone: reason }, actingFor: entity });
    return { id: found.id, year };
  },
});

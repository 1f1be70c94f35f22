import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape } from '../../../platform/shape.ts';
import { allEntities } from '../../membership/index.ts';
import { boardRefusals } from '../rules/index.ts';
import { closeBoard as close, storeBoard } from '../storage/boards.ts';

const entityCode = z.string().min(1).max(40).meta({ description: 'Il codice dell’ente.' });

/** An entity's own board, beside the association's. Refuses `publication/board-of-others`, `publication/no-such-board`. */
export const openBoard = defineAction({
  name: 'publication/open-board',
  title: text('aprire l’albo di un ente', 'open the board of an entity'),
  permission: { capability: 'publication', letter: 'a' },
  http: { method: 'POST', path: '/boards' },
  input: z.object({ entity: entityCode, since: dayShape.optional(), act: z.string().trim().max(300).default('') }),
  output: z.object({ entity: entityCode, name: z.string(), since: dayShape }),
  example: { entity: 'c_e507', act: 'delibera 4/2027' },
  async run({ tx, association, actor, reach, now, input, tell }) {
    if (reach !== 'g' && input.entity !== actor.entity) throw new Refused(boardRefusals.boardOfOthers());
    const entity = (await allEntities(tx, association)).find(({ code }) => code === input.entity);
    if (!entity) throw new Refused(boardRefusals.noSuchBoard(input.entity));
    const since = input.since ?? now.today;
    await storeBoard(tx, { association, entity: input.entity, name: entity.name, since, until: null, act: input.act });
    tell({ actingFor: input.entity, after: { since, act: input.act } });
    return { entity: input.entity, name: entity.name, since };
  },
});

/** Closes it after a day; what was posted stays to its end. */
export const closeBoard = defineAction({
  name: 'publication/close-board',
  title: text('chiudere l’albo di un ente', 'close the board of an entity'),
  permission: { capability: 'publication', letter: 'a' },
  http: { method: 'POST', path: '/boards/:entity/closing' },
  input: z.object({ entity: entityCode, until: dayShape }),
  output: z.object({ entity: entityCode, until: dayShape }),
  example: { entity: 'c_e507', until: '2027-12-31' },
  async run({ tx, association, actor, reach, input, tell }) {
    if (reach !== 'g' && input.entity !== actor.entity) throw new Refused(boardRefusals.boardOfOthers());
    if (!(await close(tx, association, input.entity, input.until)))
      throw new Refused(boardRefusals.noSuchBoard(input.entity));
    tell({ actingFor: input.entity, after: { until: input.until } });
    return input;
  },
});

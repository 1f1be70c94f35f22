import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape } from '../../../platform/shape.ts';
import { boardsOf } from '../storage/boards.ts';

/** The boards of entities, those closed too: public, as the boards are. */
export const listBoards = defineAction({
  name: 'publication/list-boards',
  title: text('elencare gli albi degli enti', 'list the boards of entities'),
  reads: true,
  permission: 'public',
  http: { method: 'GET', path: '/boards' },
  input: z.object({}),
  output: z.object({
    items: z
      .array(
        z.object({
          entity: z.string(),
          name: z.string(),
          since: dayShape,
          until: dayShape.nullable(),
          act: z.string(),
        }),
      )
      .max(10_000),
  }),
  example: {},
  run: async ({ tx, association }) => ({
    items: (await boardsOf(tx, association)).map(({ entity, name, since, until, act }) => ({
      entity,
      name,
      since,
      until,
      act,
    })),
  }),
});

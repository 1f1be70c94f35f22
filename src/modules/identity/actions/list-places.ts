import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { allEntities } from '../../membership/index.ts';

/** The entities for which a post may be given, by name. */
export const listPlaces = defineAction({
  name: 'identity/list-places',
  title: text('elencare gli enti a cui si può dare un incarico', 'list the entities a post may be of'),
  reads: true,
  permission: { capability: 'identity', letter: 'x' },
  http: { method: 'GET', path: '/places-of-posts' },
  input: z.object({}),
  output: z.object({
    items: z.array(z.object({ code: z.string().max(62), name: z.string().max(200) })).max(10_000),
  }),
  example: {},
  async run({ tx, association }) {
    const entities = await allEntities(tx, association);
    const byName = new Intl.Collator('it', { sensitivity: 'base', numeric: true });
    return {
      items: entities
        .map(({ code, name }) => ({ code: code as string, name }))
        .sort((a, b) => byName.compare(a.name, b.name)),
    };
  },
});

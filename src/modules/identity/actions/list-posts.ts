import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape } from '../../../platform/shape.ts';
import { postsOn } from '../storage/posts.ts';
import { roleShape } from './shapes.ts';

/** Who holds which post on a day; one's own entity only, where the permission goes no further. */
export const listPosts = defineAction({
  name: 'identity/list-posts',
  title: text('elencare gli incarichi', 'list the posts'),
  reads: true,
  permission: { capability: 'identity', letter: 'r' },
  http: { method: 'GET', path: '/posts' },
  input: z.object({ on: dayShape.optional() }),
  output: z.object({
    items: z.array(
      z.object({
        post: z.uuid(),
        holder: z.string(),
        email: z.string().nullable().meta({ description: 'Vuoto per chi entra solo con l’identità pubblica.' }),
        role: roleShape,
        entity: z.string().nullable(),
        entityName: z.string().nullable(),
        since: dayShape,
        until: dayShape.nullable(),
        act: z.string(),
      }),
    ),
  }),
  example: { on: '2027-01-01' },
  async run({ tx, association, actor, reach, now, input }) {
    const rows = await postsOn(tx, association, input.on ?? now.today);
    const mine = rows.filter((row) => {
      if (reach === 'g') return true;
      if (reach === 'e') return row.entity !== null && row.entity === actor.entity;
      return false;
    });
    return {
      items: mine.map((row) => ({
        post: row.id,
        holder: row.name,
        email: row.email,
        role: row.role as z.output<typeof roleShape>,
        entity: row.entity,
        entityName: row.entity_name,
        since: row.since,
        until: row.until,
        act: row.act,
      })),
    };
  },
});

import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { personNow, seeAllPeople } from '../../identity/index.ts';
import { tokensOfPerson } from '../storage/tokens.ts';
import { type ActsOfProgram, actsOfPost } from './acts-of-post.ts';
import { roleShape, tokenView, viewOf } from './shapes.ts';

/** One's own tokens, with when and from where each was used last, and the posts that others could be given from. */
export const listOwnTokens = (acts: ActsOfProgram) =>
  defineAction({
    name: 'tokens/list-own-tokens',
    title: text('elencare i propri gettoni', 'list one’s own tokens'),
    reads: true,
    scope: 'installation',
    permission: 'signed-in',
    doors: ['api'],
    http: { method: 'GET', path: '/own-tokens' },
    input: z.object({}),
    output: z.object({
      items: z.array(tokenView),
      posts: z.array(
        z.object({
          post: z.uuid(),
          association: z.string(),
          role: roleShape,
          entity: z.string().nullable(),
          entityName: z.string().nullable(),
          needsSecondFactor: z.boolean(),
          acts: z.array(z.object({ name: z.string(), module: z.string(), reads: z.boolean() })),
        }),
      ),
    }),
    example: {},
    async run({ tx, actor, now }) {
      if (actor.person === null) return { items: [], posts: [] };
      await seeAllPeople(tx);
      const level = actor.level ?? 1;
      const person = await personNow(tx, actor.person, { on: now.today, level });
      const posts = (person?.posts ?? []).filter((post) => post.association !== '');
      const rows = await tokensOfPerson(tx, actor.person);
      return {
        items: rows.map((row) =>
          viewOf(row, now.today, {
            inForce: posts.some((post) => post.id === row.post),
            holder: person?.name ?? null,
            entityName: posts.find((post) => post.entity !== null && post.entity === row.entity)?.entityName ?? null,
          }),
        ),
        posts: posts.map((post) => ({
          post: post.id,
          association: post.association,
          role: post.role,
          entity: post.entity,
          entityName: post.entityName,
          needsSecondFactor: post.needsSecondFactor && level < 2,
          acts: [...actsOfPost(acts(), post)],
        })),
      };
    },
  });

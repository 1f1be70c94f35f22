import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { namesOf, personNow } from '../../identity/index.ts';
import { isEntityOut, type TokenRow, tokensIn } from '../storage/tokens.ts';
import { tokenView, viewOf } from './shapes.ts';

/** Every token of the association: whose, for what, until when, used when and from where. */
export const listTokens = defineAction({
  name: 'tokens/list-tokens',
  title: text('elencare i gettoni dei programmi', 'list the tokens of programs'),
  reads: true,
  permission: { capability: 'identity', letter: 'r', roles: ['SYS', 'RES'] },
  http: { method: 'GET', path: '/tokens' },
  input: z.object({
    state: z.enum(['valid', 'expired', 'revoked', 'ended']).optional(),
  }),
  output: z.object({ items: z.array(tokenView) }),
  example: { state: 'valid' },
  async run({ tx, association, now, input }) {
    const rows = await tokensIn(tx, association);
    const people = [...new Set(rows.flatMap((row) => row.person ?? []))];
    const names = await namesOf(tx, people);
    const posts = new Set<string>();
    for (const person of people) {
      const known = await personNow(tx, person, { on: now.today, level: 3 });
      for (const post of known?.posts ?? []) posts.add(post.id);
    }
    const gone = new Set<string>();
    for (const row of rows) if (row.post === null && (await isEntityOut(tx, row, now.today))) gone.add(row.id);
    const holds = (row: TokenRow) => (row.post === null ? !gone.has(row.id) : posts.has(row.post));
    const items = rows.map((row) => viewOf(row, now.today, holds(row), row.person && (names.get(row.person) ?? null)));
    return { items: items.filter((item) => input.state === undefined || item.state === input.state) };
  },
});

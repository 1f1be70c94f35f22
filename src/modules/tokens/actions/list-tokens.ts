import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { namesOf, personNow } from '../../identity/index.ts';
import { allEntities } from '../../membership/index.ts';
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
  output: z.object({
    items: z.array(tokenView),
    entities: z
      .array(z.object({ code: z.string(), name: z.string() }))
      .meta({ description: 'Gli enti del registro, per i quali un programma può operare.' }),
  }),
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
    const entities = (await allEntities(tx, association))
      .map(({ code, name }) => ({ code: code as string, name }))
      .sort((one, other) => one.name.localeCompare(other.name, 'it'));
    const entityNames = new Map(entities.map(({ code, name }) => [code, name]));
    const items = rows.map((row) =>
      viewOf(row, now.today, {
        inForce: holds(row),
        holder: row.person && (names.get(row.person) ?? null),
        entityName: row.entity && (entityNames.get(row.entity) ?? null),
      }),
    );
    return {
      entities,
      items: items.filter((item) => input.state === undefined || item.state === input.state),
    };
  },
});

import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape, offsetCursor } from '../../../platform/shape.ts';
import { heldPosts } from '../storage/posts.ts';
import { type PostView, postView } from './post-shapes.ts';
import { roleShape } from './shapes.ts';
import { viewsOf } from './visible-posts.ts';

export const postSorts = ['holder', 'role', 'entityName', 'since', 'until'] as const;
export type PostSort = (typeof postSorts)[number];

/** Who holds which post on a day; one's own entity only, where the permission goes no further; or only one's own. */
export const listPosts = defineAction({
  name: 'identity/list-posts',
  title: text('elencare gli incarichi', 'list the posts'),
  about: text(
    'Chi ha quale incarico in un giorno: quelli del proprio ente o solo i propri, dove il permesso non va oltre.',
    'Who holds which post on a day: those of one’s own entity or only one’s own, where the permission goes no further.',
  ),
  reads: true,
  permission: { capability: 'identity', letter: 'r' },
  http: { method: 'GET', path: '/posts' },
  input: z.object({
    on: dayShape.optional(),
    /** Part of a name or of an address. */
    q: z.string().trim().max(200).optional(),
    role: roleShape.optional(),
    entity: z.string().max(62).optional(),
    state: z
      .enum(['in-force', 'soon', 'coming', 'ended', 'suspended', 'left', 'any'])
      .default('in-force')
      .meta({ description: '`soon`: in corso e in scadenza entro sessanta giorni.' }),
    sort: z.enum(postSorts).default('holder'),
    direction: z.enum(['ascending', 'descending']).default('ascending'),
    /** How many to skip, as the answer before said. */
    cursor: offsetCursor.optional(),
    limit: z.int().min(1).max(10_000).default(10_000).meta({ format: 'int32' }),
  }),
  output: z.object({
    on: dayShape,
    count: z.int().min(0).meta({ format: 'int32' }),
    items: z.array(postView).max(10_000),
    next: z.string().max(10).nullable(),
    previous: z.string().max(10).nullable(),
    /** The entities of the posts that one may know of, to filter by. */
    entities: z.array(z.object({ code: z.string().max(62), name: z.string().max(200) })).max(10_000),
  }),
  example: { on: '2027-01-01' },
  async run({ tx, association, actor, reach, now, input }) {
    const on = input.on ?? now.today;
    const own = reach === 'o' && actor.person ? { person: actor.person } : {};
    const known = viewsOf(await heldPosts(tx, association, { on, ...own }), { actor, reach, on });
    const wanted = known.filter(
      (post) =>
        (input.state === 'any' || (input.state === 'soon' ? post.soon : post.state === input.state)) &&
        (!input.role || post.role === input.role) &&
        (!input.entity || post.entity === input.entity) &&
        (!input.q || isCalled(post, input.q)),
    );
    if (input.sort !== 'holder' || input.direction !== 'ascending') wanted.sort(comparison(input));
    const from = Number(input.cursor ?? 0);
    const names = new Map(known.flatMap(({ entity, entityName }) => (entity ? [[entity, entityName ?? entity]] : [])));
    return {
      on,
      count: wanted.length,
      items: wanted.slice(from, from + input.limit),
      next: from + input.limit < wanted.length ? String(from + input.limit) : null,
      previous: from > 0 ? String(Math.max(0, from - input.limit)) : null,
      entities: [...names]
        .map(([code, name]) => ({ code, name }))
        .sort((a, b) => collator.compare(a.name, b.name))
        .slice(0, 10_000),
    };
  },
});

const collator = new Intl.Collator('it', { sensitivity: 'base', numeric: true });

function plain(words: string): string {
  return words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function isCalled(post: PostView, words: string): boolean {
  const wanted = plain(words);
  return plain(post.holder).includes(wanted) || (post.email ?? '').toLowerCase().includes(wanted);
}

function comparison({ sort, direction }: { readonly sort: PostSort; readonly direction: string }) {
  const sign = direction === 'descending' ? -1 : 1;
  return (a: PostView, b: PostView) => {
    const [left, right] = [a[sort], b[sort]];
    if (left === null || right === null) {
      if (left !== right) return left === null ? 1 : -1; // what is missing comes last either way
    } else {
      const order = collator.compare(left, right);
      if (order !== 0) return sign * order;
    }
    return collator.compare(a.holder, b.holder) || (a.post < b.post ? -1 : 1);
  };
}

import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { namesOf, peopleCalled, postsBegunBy } from '../../identity/index.ts';
import { allEntities } from '../../membership/index.ts';

/** Who is on the telephone: people by part of their name or address, each with the entities they work for. */
export const lookUpCaller = defineAction({
  name: 'service-desk/look-up-caller',
  title: text('cercare chi chiama', 'look up who calls'),
  reads: true,
  permission: { capability: 'service-desk', letter: 'w', roles: ['REF', 'L1', 'L2', 'SYS', 'RES'] },
  http: { method: 'GET', path: '/ticket-callers' },
  input: z.object({ q: z.string().trim().min(2).max(120).optional() }),
  output: z.object({
    /** The entities that requests can be opened for from this post. */
    entities: z.array(z.object({ code: z.string().max(40), name: z.string().max(200) })).max(10_000),
    people: z
      .array(
        z.object({
          id: z.uuid(),
          name: z.string().max(300),
          entity: z.string().max(40),
          entityName: z.string().max(200),
        }),
      )
      .max(50),
  }),
  example: { q: 'rossi' },
  async run({ tx, association, actor, reach, now, input }) {
    const entities = (await allEntities(tx, association))
      .filter(({ code }) => reach === 'g' || code === actor.entity)
      .map(({ code, name }) => ({ code: code as string, name }))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'it'));
    if (input.q === undefined) return { entities, people: [] };
    const called = await peopleCalled(tx, input.q);
    const names = await namesOf(tx, called);
    const titles = new Map(entities.map(({ code, name }) => [code, name]));
    const posts = await postsBegunBy(tx, association, { on: now.today });
    const places = new Set(
      posts
        .filter(
          ({ person, entity, until }) =>
            names.has(person) && entity !== null && titles.has(entity) && (until ?? now.today) >= now.today,
        )
        .map(({ person, entity }) => `${person} ${entity}`),
    );
    const people = [...places].map((place) => {
      const [id, entity] = place.split(' ') as [string, string];
      return { id, name: names.get(id)!, entity, entityName: titles.get(entity)! };
    });
    return { entities, people: people.toSorted((a, b) => a.name.localeCompare(b.name, 'it')).slice(0, 50) };
  },
});

import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import { namesOf, peopleCalled, peopleWrittenLike, postsBegunBy } from '../../identity/index.ts';
import { allEntities } from '../../membership/index.ts';
import { callersLike, callersThatAre, type StoredCaller } from '../storage/callers.ts';

const mostPeople = 12;

/** Who is on the telephone, by part of the name, number or address: with the entity, where to call back and the machine of last time. */
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
          id: z.uuid().nullable().meta({ description: 'Vuoto per chi non ha un accesso.' }),
          name: z.string().max(300),
          entity: z.string().max(40),
          entityName: z.string().max(200),
          contact: z.string().max(200),
          asset: z.string().max(200),
        }),
      )
      .max(mostPeople),
  }),
  example: { q: 'rossi' },
  async run({ tx, association, actor, reach, now, input }) {
    const entities = (await allEntities(tx, association))
      .filter(({ code }) => reach === 'g' || code === actor.entity)
      .map(({ code, name }) => ({ code: code as string, name }))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'it'));
    if (input.q === undefined) return { entities, people: [] };
    const titles = new Map(entities.map(({ code, name }) => [code, name]));
    const before = (await callersLike(tx, association, input.q)).filter(({ entity }) => titles.has(entity));
    const called = before.filter(({ exact }) => exact);
    const posted = await posting({ tx, association, now }, input.q, {
      entities: titles,
      forgives: called.length === 0,
    });
    const known = await callersThatAre(
      tx,
      association,
      posted.people.map(({ person }) => person),
    );
    const found = new Map<string, StoredCaller>();
    const keep = ({ entity, person, name, contact, asset }: StoredCaller) => {
      const key = `${person ?? name.toLowerCase()} ${entity}`;
      if (!found.has(key)) found.set(key, { entity, person, name, contact, asset });
    };
    for (const one of called) keep(one);
    for (const one of posted.people) {
      const last = known.find(({ person, entity }) => person === one.person && entity === one.entity);
      keep({ ...one, contact: last?.contact ?? '', asset: last?.asset ?? '' });
    }
    if (called.length === 0 && posted.forgiven) for (const one of before) keep(one);
    const plain = input.q.toLowerCase();
    const begins = ({ name }: StoredCaller) =>
      name
        .toLowerCase()
        .split(/\s+/)
        .some((word) => word.startsWith(plain));
    const people = [...found.values()]
      .toSorted((a, b) => Number(begins(b)) - Number(begins(a)))
      .slice(0, mostPeople)
      .map(({ person, ...one }) => ({ id: person, ...one, entityName: titles.get(one.entity)! }));
    return { entities, people };
  },
});

/** People with a post in an entity, called so; where nobody is, and it may, those whose name is written much like it. */
async function posting(
  { tx, association, now }: Pick<ActionContext<unknown>, 'tx' | 'association' | 'now'>,
  asked: string,
  { entities, forgives }: { readonly entities: ReadonlyMap<string, string>; readonly forgives: boolean },
) {
  const posts = await postsBegunBy(tx, association, { on: now.today });
  const among = (names: ReadonlyMap<string, string>) =>
    posts
      .flatMap(({ person, entity, until }) =>
        entity !== null && entities.has(entity) && names.has(person) && (until ?? now.today) >= now.today
          ? [{ person, entity: entity as string, name: names.get(person)! }]
          : [],
      )
      .toSorted((a, b) => a.name.localeCompare(b.name, 'it'));
  const words = asked.toLowerCase().split(/\s+/);
  const longest = words.toSorted((a, b) => b.length - a.length)[0]!;
  const names = await namesOf(tx, await peopleCalled(tx, words.length === 1 ? asked : longest));
  const called = [...names].filter(
    ([, name]) => words.length === 1 || words.every((word) => name.toLowerCase().includes(word)),
  );
  const people = among(new Map(called));
  if (people.length > 0 || !forgives) return { people, forgiven: false };
  return { people: among(await namesOf(tx, await peopleWrittenLike(tx, asked))), forgiven: true };
}

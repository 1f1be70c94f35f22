import { z } from 'zod';
import { orRefuse, Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import type { Role } from '../../../platform/role.ts';
import { documentOn } from '../../agreement/index.ts';
import { clausesInForce, withReadings } from '../../agreement/rules/index.ts';
import { namesOf, postsBegunBy } from '../../identity/index.ts';
import { handedTo, type Level, type LevelOffered, levels, levelsOf, refusals, type Ticket } from '../rules/index.ts';
import { levelHolders, storeLevelHolders } from '../storage/level-holders.ts';
import { assignees, workingRoles } from './people.ts';

type Acting = Pick<ActionContext<unknown>, 'tx' | 'association' | 'now'>;
type Person = { readonly id: string; readonly name: string };

/** A level with the people of it: those named, in their order, and everybody whose post is of it, by name. */
export type PeopledLevel = LevelOffered & { readonly named: readonly Person[]; readonly people: readonly Person[] };

/** The levels that the agreement of the day has. */
export async function levelsOffered({ tx, association, now }: Acting): Promise<readonly LevelOffered[]> {
  const stored = await documentOn(tx, association, now.today);
  return levelsOf(stored ? clausesInForce(withReadings(stored.document).agreement, 'help-levels', now.today) : []);
}

/** The levels that the agreement of the day has, with who is of each now; who is named counts while he works on requests. */
export async function peopledLevels(context: Acting): Promise<readonly PeopledLevel[]> {
  const { tx, association, now } = context;
  const posts = (await postsBegunBy(tx, association, { on: now.today, roles: workingRoles })).filter(
    ({ until }) => until === null || until >= now.today,
  );
  const names = await namesOf(tx, [...new Set(posts.map(({ person }) => person))]);
  const holders = await levelHolders(tx, association);
  const known = (ids: readonly string[]) =>
    [...new Set(ids)].flatMap((id): readonly Person[] => {
      const name = names.get(id);
      return name === undefined ? [] : [{ id, name }];
    });
  const of = (roles: readonly Role[]) => posts.filter(({ role }) => roles.includes(role)).map(({ person }) => person);
  return (await levelsOffered(context)).map((offered) => ({
    ...offered,
    named: known(holders.get(offered.level) ?? []),
    people: known(of(offered.roles)).toSorted((a, b) => a.name.localeCompare(b.name, 'it')),
  }));
}

/** Everybody of a level: those named where some are, otherwise whoever holds a post of it. */
export async function peopleOfLevel(context: Acting, level: Level): Promise<readonly string[]> {
  const found = (await peopledLevels(context)).find((one) => one.level === level);
  if (!found) return [];
  return (found.named.length > 0 ? found.named : found.people).map(({ id }) => id);
}

/**
 * Who has a request once it is at a level, as the event says it. Refuses `service-desk/no-such-level` and what `handedTo` refuses.
 */
export async function handOver(
  context: Acting,
  ticket: Pick<Ticket, 'assignee'>,
  { level, to }: { readonly level: Level; readonly to: string | 'nobody' | undefined },
): Promise<{ readonly to: string | null; readonly toName: string }> {
  const found = (await peopledLevels(context)).find((one) => one.level === level);
  if (!found) throw new Refused(refusals.noSuchLevel(level));
  const ids = (people: readonly Person[]) => people.map(({ id }) => id);
  const { assignee } = ticket;
  const person = orRefuse(handedTo({ level, to, assignee, named: ids(found.named), people: ids(found.people) }));
  const known = [...found.named, ...found.people].find(({ id }) => id === person);
  return { to: person, toName: known?.name ?? '' };
}

const person = z.object({ id: z.uuid(), name: z.string().max(300) });
export const levelView = z.object({
  level: z.enum(levels),
  /** The clause that has it; null where every service desk has it. */
  clause: z.string().max(100).nullable(),
  article: z.string().max(200).nullable(),
  /** Those named for it: the first, then who stands in. */
  named: z.array(person).max(20),
  /** Everybody whose post is of it. */
  people: z.array(person).max(10_000),
});

export const levelsView = async (context: Acting): Promise<z.input<typeof levelView>[]> =>
  (await peopledLevels(context)).map(({ level, source, named, people }) => ({
    ...{ level, clause: source?.clause ?? null, article: source?.article ?? null },
    ...{ named: [...named], people: [...people] },
  }));

/** To which levels a request can be handed, and who is of each. */
export const listLevels = defineAction({
  name: 'service-desk/list-levels',
  title: text('elencare i livelli dell’assistenza', 'list the levels of help'),
  about: text(
    'Primo e secondo livello e i fornitori ci sono sempre; gli altri li aggiunge la convenzione, e qui se ne cita l’articolo.',
    'First and second level and suppliers are always there; the agreement adds the others, and its article is named here.',
  ),
  reads: true,
  permission: { capability: 'service-desk', letter: 'w', roles: ['L1', 'L2', 'SYS', 'RES'] },
  http: { method: 'GET', path: '/help-levels' },
  input: z.object({}),
  output: z.object({ items: z.array(levelView).max(levels.length) }),
  example: {},
  run: async (context) => ({ items: await levelsView(context) }),
});

/**
 * Names who a level is: the first is given what is handed to it, the others stand in. Nobody: whoever holds a post of the level.
 * Refuses `service-desk/no-such-level`, `service-desk/no-such-assignee`.
 * Source: Asti, commitments of the municipality, 1st point (AT-C1): the manager of the project is a person, and can be replaced.
 */
export const nameLevelHolders = defineAction({
  name: 'service-desk/name-level-holders',
  title: text('nominare chi è di un livello dell’assistenza', 'name who a level of help is'),
  permission: { capability: 'service-desk', letter: 'w', roles: ['SYS', 'RES'] },
  http: { method: 'PUT', path: '/help-levels/:level' },
  input: z.object({
    level: z.enum(levels),
    people: z
      .preprocess((given) => (typeof given === 'string' ? [given] : given), z.array(z.uuid().or(z.literal(''))).max(20))
      .default([])
      .meta({ description: 'In ordine: il primo riceve le richieste, gli altri lo sostituiscono.' }),
  }),
  output: levelView,
  example: { level: 'second', people: [] },
  async run(context) {
    const { tx, association, input, tell } = context;
    const { level } = input;
    const people = [...new Set(input.people)].filter((id) => id !== '');
    const was = (await peopledLevels(context)).find((one) => one.level === level);
    if (!was) throw new Refused(refusals.noSuchLevel(level));
    const working = new Set((await assignees(context)).map(({ id }) => id));
    if (people.some((id) => !working.has(id))) throw new Refused(refusals.noSuchAssignee());
    await storeLevelHolders(tx, association, { level, people });
    const after = (await levelsView(context)).find((one) => one.level === level)!;
    tell({
      before: { level, named: was.named.map(({ name }) => name) },
      after: { level, named: after.named.map(({ name }) => name) },
    });
    return after;
  },
});

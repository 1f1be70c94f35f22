import { addDays, type Day, dayAt, instantOf, type LocalTime, weekdayOf } from '../kernel/day.ts';
import { type Happened, takeInTickets } from '../modules/service-desk/module.ts';
import type { Database } from '../platform/database/connect.ts';
import { inContext } from '../platform/database/context.ts';
import { inAssociation } from '../platform/jobs/installation-context.ts';
import type { Perform } from '../platform/perform.ts';
import { consoleIn, type ExamplePlace } from './example-accounts.ts';
import { type Story, type Teller, ticketStories, type When } from './example-ticket-stories.ts';
import { modules } from './modules.ts';

/** Invented names of people of the entities. */
const names = [
  'Marta Bosi',
  'Piero Lanzi',
  'Ilaria Conti',
  'Sandro Vezzi',
  'Chiara Melani',
  'Dario Puccini',
  'Elena Torri',
  'Gino Sarti',
  'Lidia Nesi',
  'Rino Falchi',
] as const;

/** The holiday of the patron saint, where an entity keeps one. */
const saints: Readonly<Record<string, { readonly entity: string; readonly monthDay: string; readonly name: string }>> =
  {
    'valdarno-valdisieve': { entity: 'c_g825', monthDay: '09-29', name: 'San Michele Arcangelo' },
    calatino: { entity: 'c_b428', monthDay: '07-25', name: 'San Giacomo' },
    lecco: { entity: 'c_e507', monthDay: '12-06', name: 'San Nicolò' },
    'empolese-valdelsa': { entity: 'c_d403', monthDay: '11-30', name: "Sant'Andrea" },
  };

type Person = { readonly person: string | null; readonly name: string };

/**
 * Some weeks of a help desk in an example association: its hours and targets, and requests in every state. What is there already
 * stays. The targets are of the office: no agreement says how soon.
 */
export async function loadExampleTickets(
  database: Database,
  perform: Perform,
  { association, member, now }: ExamplePlace,
): Promise<void> {
  const act = <T>(name: string, input: object, actor = consoleIn(association)) =>
    perform(modules.flatMap(({ actions }) => actions).find((one) => one.name === name)!, input, actor) as Promise<T>;
  if ((await act<{ count: number }>('service-desk/list-tickets', { limit: 1 })).count > 0) return;
  const { items: entities } = await act<{ items: { code: string; name: string }[] }>('membership/list-entities', {});
  if (!member || entities.length === 0) return;
  const { items: posts } = await act<{ items: { person: string; holder: string; role: string }[] }>(
    'identity/list-posts',
    {},
  );
  const holder = (role: string): Person | undefined => {
    const post = posts.find((one) => one.role === role);
    return post && { person: post.person, name: post.holder };
  };
  await setHours();
  const refusedAt = ticketStories.findIndex(({ id }) => id === 'toner');
  const ids = await inContext(database, inAssociation(association), (tx) =>
    takeInTickets(
      tx,
      { association, now },
      ticketStories.map((story, place) => ({
        openedAt: instantOfWhen(story.when),
        events: (idOf: (place: number) => number) => told(story, place, idOf),
      })),
    ),
  );
  // What is not for the office is told so by the agreement's own table or list, where it has one.
  const at = ids[refusedAt]!;
  const seen = { ticket: `${Math.floor(at / 10_000_000)}-${at % 10_000_000}`, version: 1 };
  const refusal = {
    body: 'I materiali di consumo li compra ciascun ente: la richiesta passa al referente, che ha i codici giusti.',
    ask: 'Referente informatico dell’ente',
  };
  const decided = {
    ...(association === 'valdarno-valdisieve' ? { category: 'consumable' } : {}),
    because: ['valdarno-valdisieve', 'asti', 'empolese-valdelsa'].includes(association) ? 'agreement' : 'other',
  };
  await act('service-desk/refuse-ticket', { ...seen, ...refusal, ...decided });

  const second = holder('L2');
  if (second?.person) {
    if (association === 'asti')
      await act('service-desk/name-level-holders', { level: 'project-manager', people: [second.person] });
    const visited = ids[ticketStories.findIndex(({ id }) => id === 'aggiornamento')]!;
    let day = addDays(dayAt(now.getTime()), 1);
    while (weekdayOf(day) > 5) day = addDays(day, 1);
    await act('service-desk/book-visit', {
      ...{ ticket: `${Math.floor(visited / 10_000_000)}-${visited % 10_000_000}`, person: second.person },
      ...{ starts: `${day}T09:30`, minutes: 90, place: 'Ufficio personale', anyway: true },
    });
  }

  async function setHours(): Promise<void> {
    const since = `${Number(dayAt(now.getTime()).slice(0, 4)) - 1}-01-01`;
    const [short, long] = ['8:00-14:00', '8:00-13:00, 14:30-17:30'];
    const week = { monday: short, tuesday: long, wednesday: short, thursday: long, friday: short };
    await act('service-desk/set-weekly-hours', { since, ...week });
    const saint = saints[association];
    if (saint && entities.some(({ code }) => code === saint.entity))
      await act('service-desk/add-yearly-holiday', saint);
    const targets = [
      { firstAnswer: 240, solution: 1920 },
      { priority: 'urgent', firstAnswer: 30, solution: 240 },
      { priority: 'high', firstAnswer: 120, solution: 960 },
      { priority: 'low', firstAnswer: 480, solution: 4800 },
    ];
    for (const target of targets) await act('service-desk/set-target', { since, ...target });
  }

  /** What happened in a story, in the words of the desk. */
  function told(story: Story, place: number, idOf: (place: number) => number): readonly Happened[] {
    const of = story.from ? member! : entities[(place * 7 + 3) % entities.length]!;
    const employee = story.from === 'employee' ? holder('EMP') : undefined;
    const referent = holder('REF');
    const asker: Person = (story.from === 'referent' ? referent : employee) ?? {
      person: null,
      name: names[place % names.length]!,
    };
    const people: Readonly<Record<Teller, Person | undefined>> = {
      requester: asker,
      first: holder('L1'),
      second: holder('L2'),
      head: holder('RES'),
      referent: of === member ? referent : undefined,
    };
    const by = (teller: Teller) => ({
      ...(people[teller] ?? { person: null, name: names[(place + 5) % names.length]! }),
      party: teller === 'first' || teller === 'second' ? ('office' as const) : teller,
    });
    const { body, asset = '', origin, priority = 'normal' } = story;
    const events: Happened[] = [
      {
        kind: 'opened',
        entity: of.code,
        requester: asker.person,
        requesterName: asker.name,
        contact: origin === 'phone' ? `interno ${120 + place}` : '',
        service: null,
        priority,
        level: 'first',
        subject: body.split('\n', 1)[0]!.slice(0, 120),
        body,
        origin: origin ?? 'portal',
        asset,
        contract: '',
        from: null,
        at: instantOfWhen(story.when),
        by: by(origin === 'phone' ? 'first' : story.from === 'referent' ? 'referent' : 'requester'),
      },
    ];
    const absorbed = ticketStories.findIndex(({ after = [] }) =>
      after.some(({ what }) => what.kind === 'merged-into' && what.story === story.id),
    );
    for (const { when, by: teller, what } of story.after ?? []) {
      const common = { at: instantOfWhen(when), by: by(teller) };
      const { person, name } = common.by;
      if (what.kind === 'took') {
        if (person) events.push({ ...common, kind: 'assigned', to: person, toName: name });
      } else if (what.kind === 'merged-into')
        events.push({ ...common, kind: 'merged', into: idOf(ticketStories.findIndex(({ id }) => id === what.story)) });
      else if (what.kind === 'task-answered')
        events.push({ ...common, ...what, task: events.findLastIndex(({ kind }) => kind === 'task-asked') + 1 });
      else events.push({ ...common, ...what });
    }
    if (absorbed >= 0) {
      const other = ticketStories[absorbed]!;
      const when = other.after!.find(({ what }) => what.kind === 'merged-into')!.when;
      const subject = other.body.slice(0, 120);
      const merged = { kind: 'absorbed', ticket: idOf(absorbed), subject, body: other.body } as const;
      events.push({ ...merged, at: instantOfWhen(when), by: by('first') });
    }
    return events;
  }

  function instantOfWhen([days, time]: When): number {
    let on: Day = dayAt(now.getTime());
    for (let back = 0; back < days; ) {
      on = addDays(on, -1);
      if (weekdayOf(on) <= 5) back += 1;
    }
    return instantOf(`${on}T${time}` as LocalTime);
  }
}

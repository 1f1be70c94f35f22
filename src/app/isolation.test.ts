import { tmpdir } from 'node:os';
import { PassThrough, Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { createFirstAdministrator, personByEmail } from '../modules/identity/module.ts';
import { authorise } from '../modules/identity/rules/authorise.ts';
import type { AnyAction } from '../platform/action.ts';
import { runCommandLine } from '../platform/cli/command-line.ts';
import type { PageRoute } from '../platform/page.ts';
import { sitePages } from '../platform/pages/site/site-pages.tsx';
import { formToken } from '../platform/server/forged-request.ts';
import { consoleIn } from '../testing/actor.ts';
import { startTestServer, testPassword } from '../testing/server.ts';
import { stepsOfModules } from '../testing/walk/all-steps.ts';
import { askInside } from '../testing/walk/ask-inside.ts';
import { buildWalk, type Call } from '../testing/walk/build-walk.ts';
import { everybody } from '../testing/walk/everybody.ts';
import { listsWithFiles } from '../testing/walk/lists-and-files.ts';
import { marksIn } from '../testing/walk/mark.ts';
import type { Place } from '../testing/walk/place.ts';
import { withQuestions } from '../testing/walk/questions.ts';
import { type Answer, readAnswer } from '../testing/walk/read-answer.ts';
import { type Asked, apiRequests, namesOfNobody, pageAddress } from '../testing/walk/request.ts';
import { actorOf, maySee, readsTheTrail, type Walker } from '../testing/walk/walker.ts';
import { modules } from './modules.ts';

const installer = 'administrator of the installation';
const server = await startTestServer({ associations: [] });
const first = { code: 'console', name: 'Ada', email: 'ada@walk.example', password: testPassword };
const administrator = await server.perform(createFirstAdministrator, first, consoleIn(null));
const walk = await buildWalk(server, modules, administrator.person);
const { home, away } = walk;
const walkers = await everybody(server, walk, modules, { person: administrator.person, name: installer });
const requestOf = apiRequests(modules);
const onlyRefused = new Map(Object.values(stepsOfModules).flatMap((one) => Object.entries(one.onlyRefused ?? {})));
const actions = modules.flatMap((module) => module.actions);
const pages = [...sitePages({ modules } as never), ...modules.flatMap((module) => module.pages)];
const gets = pages.filter((route) => route.method === 'GET');

/** What was found wrong, by its sentence, each once with those who met it. */
const leaks = new Map<string, Set<string>>();
const differences = new Map<string, Set<string>>();
/** What is there takes other questions to the database than what is not. */
const slower = new Map<string, Set<string>>();
/** How many comparisons were made of what is asked of the database. */
let compared = 0;
const doneBy = new Map<string, Set<string>>();
const marksSeen = new Set<string>();
/** What the search gave to somebody. */
const found = new Set<string>();
/** The command line's own door to the same database. */
const engine = {
  perform: server.perform,
  personByEmail: (email: string) => personByEmail(server.database, email, server.clock()),
  close: async () => {},
};
/** Of each page, a form as somebody saw it who may: the fields others send in turn. */
const forms = new Map<string, Record<string, string>>();

const recordsThatSomebodyAsked = new Set([
  'platform.audit_entries',
  'audit.heads',
  'identity.sessions',
  'platform.idempotency_keys',
  'service_desk.presence',
  'knowledge.opinions',
]);
/**
 * What is done to things of any entity by whoever may: an emergency of technicians, of which the entity reads at once (CAL-9.7);
 * the own opinion of an article that everybody reads.
 */
const ofAnybody = new Set(['privacy/open-emergency-access', 'knowledge/rate-article']);
/** Pages know no tokens: of the programs one is enough to show it. */
const onPages = walkers.filter(
  ({ headers }, index) => !headers.authorization || walkers.findIndex((one) => one.headers.authorization) === index,
);
const how = 'src/testing/walk/steps (the module’s file, listed in all-steps.ts)';

describe('[ISO-1] [ISO-15] the walk over everything', { timeout: 1_800_000 }, () => {
  test('[ISO-1] every action of every module is done in the walk’s own story', () => {
    const undone = [...walk.undone]
      .filter(([action]) => !isExcused(action))
      .map(([action, why]) => `${action} has no call that works: add a step with an input to ${how}. It said: ${why}`);
    expect(undone).toEqual([]);
    const known = new Set(actions.map((action) => action.name));
    const stale = Object.values(stepsOfModules)
      .flatMap((one) => one.steps.map((step) => step.action))
      .filter((name) => !known.has(name as AnyAction['name']));
    expect(stale, 'steps of actions that are no more').toEqual([]);
  });

  test('[ISO-1] every address of the server is an action, a page, or one of these', () => {
    const routes = routesOf(server.server.printRoutes({ commonPrefix: false }));
    const known = new Set([
      ...actions.map((action) => action.http.method).map((method) => method),
      'GET /*', // so the drawing writes /assets/*
      'GET /lingua/:language',
      'GET /status',
      'GET /api/v1/status',
      'GET /api/v1/openapi.json',
      'GET /api/v1/openapi.yaml',
    ]);
    const asked = new Set([
      ...pages.map((route) => `${route.method} ${plain(route.path)}`),
      ...actions.flatMap((action) => {
        const request = requestOf(action, ':', {});
        const below = `${action.scope === 'installation' ? '' : '/associations/:'}${plain(action.http.path)}`;
        return request ? [`${action.http.method} /api/v1${below}`] : [];
      }),
      'GET /api/v1/associations',
    ]);
    expect(server.server.hasRoute({ method: 'GET', url: '/*' })).toBe(false);
    const others = routes.filter((route) => !known.has(route) && !asked.has(plain(route)));
    expect(others, 'addresses that the walk does not know: make them pages or actions').toEqual([]);
  });

  test('[ISO-1] [ISO-15] nobody reads what is not his through the API', async () => {
    const reads = distinct(walk.calls.filter(({ action }) => action.reads));
    for (const walker of walkers) {
      await together(thatMatter(walker, reads), async (call) => {
        await readAt(walker, call);
      });
    }
    expect(taken(leaks)).toEqual([]);
    expect(taken(differences)).toEqual([]);
  });

  test('[ISO-1] [ISO-15] nobody reads what is not his through pages, files and feeds', async () => {
    for (const walker of onPages) {
      await together(gets, async (route) => {
        for (const place of [home, away]) await lookAt(walker, route, place);
      });
    }
    expect(taken(leaks)).toEqual([]);
    // An address that shows nothing to anybody has nothing to tell: what is told apart there is not there either.
    const showing = [...forms.keys()];
    const told = taken(differences).filter((one) => showing.some((url) => one.includes(` (${url}) tells`)));
    expect(told).toEqual([]);
  });

  test('[ISO-1] [ISO-15] the one search finds for each only what may be seen, and what can be opened', async () => {
    const closed: string[] = [];
    for (const walker of walkers) {
      const opened = new Set<string>();
      await together([home, away], async (place) => {
        for (const whose of ['a', 'b', 'x']) {
          const asked: Asked = { method: 'GET', url: `/${place.association}/cerca?q=zq${place.letter}${whose}` };
          const answer = await ask(walker, asked);
          examine(walker, 'GET /:association/cerca', asked, answer);
          for (const mark of marksIn(answer.readable)) found.add(mark.word);
          for (const url of findingsIn(answer.body).filter((one) => opened.size < opened.add(one).size)) {
            const { status } = await ask(walker, { method: 'GET', url });
            if (status !== 200) closed.push(`${walker.name} finds ${url}, and opens it to ${status}`);
          }
        }
      });
    }
    expect(taken(leaks)).toEqual([]);
    expect(closed).toEqual([]);
    expect(found.size, 'the search finds nothing of the walk, and so proves nothing').toBeGreaterThan(3);
  });

  test('[ISO-1] [ISO-15] the command line shows to whom it acts as only what that person may see', async () => {
    const reads = distinct(walk.calls.filter(({ action }) => action.reads));
    const lines = { modules, others: [], open: async () => engine };
    for (const [place, role] of [
      [home, 'REF'],
      [home, 'CIT'],
      [away, 'RES'],
    ] as const) {
      const { association, b: entity, letter } = place;
      const email = await server.registered({ association, role, entity, entityName: 'Ente b' });
      const walker: Walker = { name: `--as ${role}`, headers: {}, place: letter, association, role, entity };
      const named = new Set<string>();
      for (const { action, input } of reads.filter((call) => call.place === home)) {
        if (named.size === named.add(action.name).size || action.doors?.includes('command-line') === false) continue;
        const [module, verb] = action.name.split('/') as [string, string];
        const at = action.scope === 'installation' ? [] : ['--association', home.association];
        const stdout = new PassThrough();
        const stderr = new PassThrough();
        await runCommandLine(lines, [module, verb, '--input', '-', '--json', '--as', email, ...at], {
          stdin: Readable.from([JSON.stringify(input)]),
          stdout,
          stderr,
          folder: tmpdir(),
          environment: {},
        });
        const said = `${stdout.read() ?? ''}${stderr.read() ?? ''}`;
        const asked: Asked = { method: 'GET', url: verb, payload: JSON.stringify(input) };
        const answer = readAnswer({
          statusCode: 200,
          headers: { 'content-type': 'application/json' },
          rawPayload: Buffer.from(said),
        });
        examine(walker, action.name, asked, answer, action.name.startsWith('audit/'));
      }
      expect(named.size).toBeGreaterThan(50);
    }
    expect(taken(leaks)).toEqual([]);
  });

  test('[ISO-1] nobody changes what is not his, neither through the API nor by sending forms', async () => {
    const before = await everythingStored();
    const writes = distinct(walk.calls.filter(({ action }) => !action.reads && !isOnesOwn(action)));
    for (const walker of walkers) {
      await together(thatMatter(walker, writes), async (call) => {
        await writeAt(walker, call);
      });
    }
    expect(taken(leaks)).toEqual([]);
    await expectUnchanged(before, 'the API');
    for (const walker of onPages) {
      await together(
        pages.filter((route) => route.method === 'POST'),
        async (route) => {
          for (const place of [home, away]) await sendTo(walker, route, place);
        },
      );
    }
    await expectUnchanged(before, 'forms');
    expect(taken(leaks)).toEqual([]);
  });

  test('[ISO-1] what is there but unseen takes as many questions to the database as what is not there', () => {
    expect(compared).toBeGreaterThan(1000);
    expect(taken(slower)).toEqual([]);
  });

  test('[ISO-1] lists count what they show, page after page; facets and files say the same', async () => {
    const wrong: string[] = [];
    const whole = new Set<string>();
    for (const walker of walkers.filter(({ headers }) => !headers.authorization)) {
      const { association } = walker.place === 'w' ? away : home;
      for (const { list, files, carried = () => true } of listsWithFiles) {
        const found = await everyPage(walker, list, association);
        for (const { path, records } of files) {
          const file = await ask(walker, { method: 'GET', url: `/${association}/${path}` });
          const inFile = file.status === 200 ? records(file.body) : undefined;
          const inList = found?.items.filter(carried).length;
          if (inFile !== inList) wrong.push(`${walker.name}: ${list} has ${inList}, ${path} ${inFile}`);
          if (inFile) whole.add(path);
        }
        if (found && found.count !== undefined && found.count !== found.items.length)
          wrong.push(`${walker.name}: ${list} counts ${found.count} and shows ${found.items.length}`);
        if (found && list === 'audit/list-entries') wrong.push(...facetsOfOthers(walker, found));
      }
    }
    expect(wrong).toEqual([]);
    const files = listsWithFiles.flatMap((one) => one.files.map(({ path }) => path));
    expect(
      files.filter((path) => !whole.has(path)),
      'files that were empty for everybody prove nothing',
    ).toEqual([]);
  });

  test('[ISO-1] a calendar read by its secret address shows what its owner may see', async () => {
    let feeds = 0;
    const create = actions.find(({ name }) => name === 'planning/create-feed')!;
    for (const walker of walkers.filter(({ association }) => association !== null)) {
      for (const of of ['me', 'entity']) {
        const made = await ask(walker, requestOf(create, walker.association!, { of })!);
        if (made.status >= 300) continue;
        const url = (JSON.parse(made.body) as { path: string }).path;
        const asked: Asked = { method: 'GET', url };
        const { result } = await withQuestions(() => askInside(server.server, asked, {}));
        expect(result.statusCode).toBe(200);
        examine(walker, 'GET /:association/calendari/:chiave/calendario.ics', asked, readAnswer(result));
        feeds += 1;
      }
    }
    expect(taken(leaks)).toEqual([]);
    expect(feeds).toBeGreaterThan(10);
  });

  test('[ISO-1] every action that reads, and every page, showed itself to somebody who may', () => {
    const silent = [
      ...actions
        .filter((action) => action.reads && (!action.doors || action.doors.includes('api')))
        .map((action) => action.name as string),
      ...gets.map((route) => `GET ${route.path}`),
    ].filter((name) => !doneBy.has(name) && !isExcused(name));
    expect(silent.map((name) => `${name} was shown to nobody: its names and query in ${how} lead to nothing`)).toEqual(
      [],
    );
  });

  test('[ISO-1] every mark was read by somebody who may, so that its absence elsewhere says something', () => {
    const inside = [...marksSeen].filter((word) => word.includes('-inside-'));
    for (const place of ['zqha', 'zqhb', 'zqhx', 'zqwa', 'zqwx']) {
      expect(
        inside.some((word) => word.startsWith(place)),
        `no mark of ${place} was ever read`,
      ).toBe(true);
    }
  });

  test('nothing of all this was a fault', () => {
    expect(
      server.faults.map(({ method, path, error }) => `${method} ${path} ${String((error as Error).stack)}`),
    ).toEqual([]);
  });
});

async function ask(walker: Walker, asked: Asked): Promise<Answer> {
  const headers = { ...walker.headers, ...asked.headers };
  const { result, questions } = await withQuestions(() => askInside(server.server, asked, headers));
  return readAnswer({ ...result, questions });
}

/** Notes every mark in an answer that its reader may not see, but those the reader wrote himself. */
function examine(walker: Walker, what: string, asked: Asked, answer: Answer, trail = false): void {
  const own = `${asked.url} ${asked.payload ?? ''}`;
  for (const mark of marksIn(answer.readable)) {
    if (maySee(walker, mark, what)) marksSeen.add(mark.word);
    else if (!own.includes(mark.word) && !(trail && walker.place === mark.place && readsTheTrail(walker)))
      note(leaks, `${what} (${asked.method} ${asked.url}) shows ${mark.word}`, walker.name);
  }
}

async function readAt(walker: Walker, { action, place, input }: Call): Promise<void> {
  const asked = requestOf(action, place.association, input);
  if (!asked) return;
  const answer = await ask(walker, asked);
  examine(walker, action.name, asked, answer, action.name.startsWith('audit/'));
  if (answer.status < 300) {
    doneBy.set(action.name, (doneBy.get(action.name) ?? new Set()).add(walker.name));
    const miscounted = countOtherThanRows(answer);
    if (miscounted) note(leaks, `${action.name} (${asked.url}) ${miscounted}`, walker.name);
  }
  if (answer.status >= 400) {
    const others = (['entity', 'number'] as const).map((kind) => namesOfNobody(input, [home, away], kind));
    const renamed = others.filter((one) => JSON.stringify(one) !== JSON.stringify(input));
    const strangers = renamed.map((one) => requestOf(action, place.association, one)!);
    await compare(walker, { what: action.name, asking: asked, place }, answer, strangers);
  }
  if (place !== away || action.scope === 'installation') return;
  const crossed = requestOf(action, home.association, input)!;
  const elsewhere = await ask(walker, crossed);
  examine(walker, action.name, crossed, elsewhere);
}

async function lookAt(walker: Walker, route: PageRoute, place: Place): Promise<void> {
  if (place === away && !route.path.includes(':association')) return;
  const url = pageAddress(route, place);
  if (url === undefined) {
    if (isExcused(`GET ${route.path}`)) return;
    note(leaks, `${route.path} has a part without a value: say it under "pages" in ${how}`, walker.name);
    return;
  }
  const asked: Asked = { method: 'GET', url };
  const answer = await ask(walker, asked);
  const name = `GET ${route.path}`;
  examine(walker, name, asked, answer, route.path.includes('/registro'));
  if (answer.status === 200 || leadsOn(answer)) doneBy.set(name, (doneBy.get(name) ?? new Set()).add(walker.name));
  if (answer.status === 200 && !forms.has(url)) forms.set(url, fieldsOf(answer.body));
  if (answer.status !== 404) return;
  const others = (['entity', 'number'] as const).map((kind) => pageAddress(route, strangerTo(place, kind))!);
  const strangers = others.filter((one) => one !== url).map((one): Asked => ({ method: 'GET', url: one }));
  await compare(walker, { what: name, asking: asked, place }, answer, strangers);
}

/** A page may be no more than a way to others; the way to the sign-in is none. */
function leadsOn({ status, headers }: Answer): boolean {
  return status === 303 && !/^\/acce/.test(String(headers.location));
}

/** The first question that only one of the two asked. */
function whereTheyPart(one: readonly string[], other: readonly string[]): string {
  const at = one.findIndex((question, index) => question !== other[index]);
  return (at < 0 ? other[one.length] : one[at])?.replace(/\s+/g, ' ').slice(0, 200) ?? '';
}

/**
 * What is there but not visible, and what is not there, are told in the same words, after as many questions to the database. One
 * stranger of the same kind is enough.
 */
async function compare(
  walker: Walker,
  { what, asking, place }: { readonly what: string; readonly asking: Asked; readonly place: Place },
  unseen: Answer,
  strangers: readonly Asked[],
): Promise<void> {
  const { url } = asking;
  let told: string | undefined;
  let asked: string | undefined;
  for (const stranger of strangers) {
    let missing = await ask(walker, stranger);
    const same = unseen.status === missing.status && blurred(unseen.body, place) === blurred(missing.body, place);
    let seen = unseen;
    // What the server remembers for a while is asked by one of the two only: then both are asked anew.
    for (let tries = 0; same && seen.questions.length !== missing.questions.length && tries < 3; tries += 1) {
      seen = await ask(walker, asking);
      missing = await ask(walker, stranger);
    }
    const [here, there] = [seen, missing].map(({ questions }) => questions.length);
    if (same && (here === there || unseen.status !== 404)) {
      compared += unseen.status === 404 ? 1 : 0;
      return;
    }
    if (same)
      asked ??= `${what} (${url}) asks ${here} questions for what cannot be seen, ${there} for what is not there (${stranger.url}): ${whereTheyPart(seen.questions, missing.questions)}`;
    else
      told ??= `${what} (${url}) tells what cannot be seen (${unseen.status} ${unseen.body.slice(0, 300)}) from what is not there (${missing.status} ${missing.body.slice(0, 300)})`;
  }
  if (asked) note(slower, asked, walker.name);
  else if (told) note(differences, told, walker.name);
}

async function writeAt(walker: Walker, { action, place, input }: Call): Promise<void> {
  for (const association of place === away && action.scope !== 'installation'
    ? [place.association, home.association]
    : [place.association]) {
    const reach = authorise(action, actorOf(walker, action.scope === 'installation' ? null : association));
    if (walker.at === 'a' || (action.scope === 'installation' && walker.name === installer)) continue; // his to do
    const own = reach !== 'unseen' && reach !== 'forbidden' && association === walker.association;
    if (own && ofAnybody.has(action.name)) continue; // his to do
    const aboutTheOther = isAboutA(input, place);
    if (own && (reach === 'g' || !aboutTheOther)) continue; // his to do
    const asked = requestOf(action, association, input);
    if (!asked) continue;
    const answer = await ask(walker, asked);
    examine(walker, action.name, asked, answer);
    if (answer.status < 400) note(leaks, `${action.name} (${asked.method} ${asked.url}) was done`, walker.name);
  }
}

/**
 * Whether what is asked for names the entity whose things nobody else may see, or something of it by its id. The walk's requests for
 * help are all of it.
 */
function isAboutA(input: unknown, place: Place): boolean {
  const written = JSON.stringify(input);
  if (/(ticket":"|richieste\/)20\d\d-/.test(written)) return true;
  return written.includes(place.a) || /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/.test(written);
}

/** Said by its module to be refused to everybody in a walk, or of a module without a story. */
function isExcused(name: string): boolean {
  if (onlyRefused.has(name)) return true;
  const module = modules.find(
    (one) =>
      one.actions.some((action) => action.name === name) ||
      one.pages.some((route) => `${route.method} ${route.path}` === name),
  );
  return module !== undefined && stepsOfModules[module.name]?.withoutStory !== undefined;
}

/** What everybody does with the own sign-in, and would end the walk. */
function isOnesOwn(action: AnyAction): boolean {
  return action.permission === 'signed-in' && action.scope === 'installation';
}

async function sendTo(walker: Walker, route: PageRoute, place: Place): Promise<void> {
  if (place === away && !route.path.includes(':association')) return;
  const url = pageAddress(route, place);
  if (url === undefined || onlyRefused.has(`POST ${route.path}`)) return;
  if (!route.path.includes(':association') || walker.at === 'a') return;
  const own = walker.association === place.association;
  if (own && (!isAboutA(url, place) || mayAnything(walker, place))) return; // his to send
  const secret = /sessione=([^;]+)/.exec(walker.headers.cookie ?? '')?.[1] ?? 'visitor';
  const payload = new URLSearchParams({ ...forms.get(url), _csrf: formToken(secret) }).toString();
  const asked: Asked = {
    method: 'POST',
    url,
    payload,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
      cookie: walker.headers.cookie ?? 'visita=visitor',
    },
  };
  examine(walker, `POST ${route.path}`, asked, await ask(walker, asked));
}

/** Whether some of the writing actions reaches the whole of this association for the walker: what he sends is his to send. */
function mayAnything(walker: Walker, place: Place): boolean {
  return (
    walker.association === place.association &&
    actions.some((action) => !action.reads && authorise(action, actorOf(walker, place.association)) === 'g')
  );
}

/** The same place with names of nobody. */
function strangerTo(place: Place, kind: 'entity' | 'number'): Place {
  const renamed = namesOfNobody({ a: place.a, b: place.b, newcomer: place.newcomer, lead: place.lead }, [place], kind);
  const ids = Object.fromEntries(
    Object.entries(place.ids).map(([name, id]) => [name, namesOfNobody({ number: id }, [place], kind).number]),
  );
  return { ...place, ...renamed, ids };
}

/** An answer without what every answer has of its own: tokens, references, and the names that were asked for. */
function blurred(body: string, place: Place): string {
  const names = [place.a, place.b, place.newcomer, place.lead, 'c_z999'];
  return names
    .reduce((text, name) => text.replaceAll(name, '·'), body)
    .replace(/name="_csrf" value="[^"]*"|"_csrf":"[^"]*"|&quot;_csrf&quot;:&quot;[^&]*/g, '')
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '·')
    .replace(/(torna=|href="|action="|value=")[^"]*"/g, '$1"')
    .replace(/\d+/g, '#');
}

function note(where: Map<string, Set<string>>, sentence: string, who: string): void {
  where.set(sentence, (where.get(sentence) ?? new Set()).add(who));
}

/** What was noted, each sentence with those who met it, and forgotten for the next test. */
function taken(where: Map<string, Set<string>>): string[] {
  const sentences = [...where].map(([sentence, who]) => `${sentence}: ${[...who].join(', ')}`);
  where.clear();
  return sentences;
}

function distinct(calls: readonly Call[]): Call[] {
  return [
    ...new Map(calls.map((call) => [JSON.stringify([call.action.name, call.place.letter, call.input]), call])).values(),
  ];
}

/** Where the walker may not do an action at all, what it is asked about is not looked at: once each is enough. */
function thatMatter(walker: Walker, calls: readonly Call[]): Call[] {
  const asked = new Set<string>();
  return calls.filter(({ action, place }) => {
    const reach = authorise(action, actorOf(walker, action.scope === 'installation' ? null : place.association));
    if (reach !== 'unseen' && reach !== 'forbidden') return true;
    const key = `${action.name} ${place.letter}`;
    return asked.size < asked.add(key).size;
  });
}

type Found = {
  readonly count: number | undefined;
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly first: Readonly<Record<string, unknown>>;
};

/** A list whole, as the walker reads it page after page; undefined where he may not. */
async function everyPage(walker: Walker, name: string, association: string): Promise<Found | undefined> {
  const action = actions.find((one) => one.name === name)!;
  const items: Readonly<Record<string, unknown>>[] = [];
  let first: Found['first'] | undefined;
  for (let cursor: unknown; ; ) {
    const answer = await ask(walker, requestOf(action, association, cursor ? { cursor } : {})!);
    if (answer.status !== 200) return undefined;
    const page = JSON.parse(answer.body) as Found['first'];
    first ??= page;
    items.push(...(page.items as Found['items']));
    cursor = page.next;
    if (typeof cursor !== 'string') return { count: first.count as number | undefined, items, first };
  }
}

/** Facets of the trail that no entry of the reader's bears out. */
function facetsOfOthers({ name }: Walker, { items, first }: Found): string[] {
  const { actions: offered, entities } = first as { actions: string[]; entities: { code: string }[] };
  const there = new Set(items.flatMap(({ action, entity, actingFor }) => [action, entity, actingFor]));
  return [...offered, ...entities.map(({ code }) => code)]
    .filter((facet) => !there.has(facet))
    .map((facet) => `${name}: the trail offers ${facet}, of which there is no entry to see`);
}

/** A list that says how many there are says how many the reader sees. */
function countOtherThanRows({ body, headers }: Answer): string | undefined {
  if (!String(headers['content-type']).includes('json')) return undefined;
  const { count, items, next } = JSON.parse(body) as { count?: unknown; items?: unknown; next?: unknown };
  if (typeof count !== 'number' || !Array.isArray(items)) return undefined;
  const right = typeof next === 'string' ? count > items.length : count === items.length;
  return right ? undefined : `counts ${count} and shows ${items.length}`;
}

/** Where the findings of a search lead. */
function findingsIn(html: string): string[] {
  return [...html.matchAll(/<ul class="findings">([\s\S]*?)<\/ul>/g)].flatMap(([, list]) =>
    [...list!.matchAll(/href="([^"#]*)/g)].map(([, href]) => href!.replaceAll('&amp;', '&')),
  );
}

/** Four at a time. */
async function together<T>(things: readonly T[], work: (thing: T) => Promise<void>): Promise<void> {
  const waiting = [...things];
  const worker = async () => {
    for (let thing = waiting.shift(); thing !== undefined; thing = waiting.shift()) await work(thing);
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
}

/** The fields of the forms of a page, with their values. */
function fieldsOf(html: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [tag] of html.matchAll(/<(?:input|select|textarea)\b[^>]*>/g)) {
    const name = /\bname="([^"]*)"/.exec(tag)?.[1];
    if (name && name !== '_csrf') fields[name] = /\bvalue="([^"]*)"/.exec(tag)?.[1] ?? '1';
  }
  return fields;
}

/** A digest of every table, but those that record that somebody asked. */
async function everythingStored(): Promise<Record<string, string>> {
  const owner = await server.database.pool.connect();
  try {
    await owner.query("set app.backup = 'on'");
    const { rows } = await owner.query<{ relation: string }>('select relation from platform.guards order by 1');
    const digests: Record<string, string> = {};
    for (const { relation } of rows.filter((row) => !recordsThatSomebodyAsked.has(row.relation))) {
      const { rows: found } = await owner.query<{ digest: string }>(
        `select md5(coalesce(string_agg(t::text, '' order by t::text), '')) || ' ' || count(*) as digest from ${relation} t`,
      );
      digests[relation] = found[0]!.digest;
    }
    return digests;
  } finally {
    await owner.query('reset app.backup');
    owner.release();
  }
}

async function expectUnchanged(before: Record<string, string>, by: string): Promise<void> {
  expect(await everythingStored(), `changed through ${by}`).toEqual(before);
}

function plain(path: string): string {
  return path
    .replace(/:\w+(?:\|:\w+)*/g, ':')
    .replace(/(?<=\S)\/$/, (slash, at, whole) => (whole[at - 1] === ' ' ? slash : ''));
}

/** `GET /path` of every route, from Fastify's own drawing of its tree. */
function routesOf(drawn: string): string[] {
  const routes: string[] = [];
  const above: string[] = [];
  for (const line of drawn.split('\n')) {
    const [, indent, part, methods] = /^([\s│]*)[├└]── (\S*)(?: \(([A-Z, ]+)\))?/.exec(line) ?? [];
    if (part === undefined) continue;
    const depth = indent!.length / 4;
    above.length = depth; // the tree's own root is the slash before every address
    above.push(part);
    for (const method of (methods ?? '').split(', ').filter((name) => name && !['HEAD', 'OPTIONS'].includes(name)))
      routes.push(`${method} ${above.join('').replace('//', '/')}`);
  }
  return routes;
}

import { addDays, dayAt } from '../kernel/day.ts';
import type { Actor, AnyAction } from '../platform/action.ts';
import type { Perform } from '../platform/perform.ts';
import { consoleIn, type ExamplePlace } from './example-accounts.ts';
import { modules } from './modules.ts';

/** Invented people; the name says nothing of anybody. The mayor is of the term before that of the example account. */
const people = [
  {
    name: 'Livia Fontana',
    role: 'MAY',
    act: 'proclamazione degli eletti',
    actNumber: '1/2014',
    since: '2014-05-26',
    until: '2019-12-31',
  },
  { name: 'Bruno Campi', role: 'ASS', act: 'decreto sindacale', actNumber: '6/2024', since: '2024-06-25' },
  { name: 'Nora Valli', role: 'EMP', act: '', actNumber: '', since: '2023-02-01' },
  { name: 'Tullio Prati', role: 'ACC', act: 'decreto del responsabile', actNumber: '11/2025', since: '2025-01-01' },
] as const;

type Entity = { readonly code: string; readonly name: string };

/**
 * What the pages of people show in an example association: representatives and employees of some entities, a post about to
 * end, requests at each step, a review under way, the register of administrators. Nothing is added twice.
 */
export async function loadExamplePeople(perform: Perform, place: ExamplePlace): Promise<void> {
  const { association, member, now } = place;
  const today = dayAt(now.getTime());
  if (!member) return;
  const console = consoleIn(association);
  const act = <T>(name: string, input: object, actor: Actor = console) =>
    perform(actionNamed(`identity/${name}`), input, actor) as Promise<T>;
  const { items: posts } = await act<{ items: { person: string; role: string; email: string }[] }>('list-posts', {
    state: 'any',
  });
  const mark = emailOf('Livia Fontana', association);
  if (posts.some(({ email }) => email === mark)) return;
  const year = Number(today.slice(0, 4));
  for (const { name, ...post } of people) {
    const email = emailOf(name, association);
    const until = post.role === 'ACC' ? { until: addDays(today, 21) } : {};
    await act('add-person', { ...post, ...until, name, email, entity: member.code, invite: false });
  }
  const referent = inEntity(console, member);
  const joins = { kind: 'joiner', role: 'EMP', since: `${year + 1}-01-01`, reason: 'prende servizio all’anagrafe' };
  const names = ['Delia Monti', 'Furio Sala'] as const;
  const requests: string[] = [];
  for (const name of names) {
    const asked = { ...joins, name, email: emailOf(name, association) };
    requests.push((await act<{ request: string }>('request-access', asked, referent)).request);
  }
  await act('authorise-access-request', { request: requests[1] }, referent);
  await act('open-review', {});
  const employee = posts.find(({ role }) => role === 'EMP');
  const administrator = posts.find(({ role }) => role === 'SYS');
  if (employee) {
    const { round } = await act<{ round: { items: { post: string; person: string }[] } }>('show-review', {});
    const row = round.items.find(({ person }) => person === employee.person);
    if (row) await act('review-posts', { decisions: [{ post: row.post, outcome: 'confirmed' }] });
  }
  if (administrator) {
    const appointment = {
      person: administrator.person,
      systems: 'server, rete e salvataggi della sede',
      duties: 'profili, aggiornamenti, salvataggi',
      since: `${year - 2}-03-01`,
      actNumber: `14/${year - 2}`,
      actIssuer: 'responsabile del servizio',
    };
    const { administrator: id } = await act<{ administrator: string }>('appoint-administrator', appointment);
    const check = {
      administrator: id,
      on: `${year - 1}-12-15`,
      outcome: 'adequate',
      notes: 'registri degli accessi esaminati',
    };
    await act('record-administrator-check', check);
  }
}

function emailOf(name: string, association: string): string {
  return `${name.toLowerCase().replace(' ', '.')}@${association}.example`;
}

/** Three weeks later: a post that ends soon. */

function inEntity(actor: Actor, { code }: Entity): Actor {
  return { ...actor, entity: code as Actor['entity'] };
}

function actionNamed(name: string): AnyAction {
  const action = modules.flatMap((module) => module.actions).find((one) => one.name === name);
  if (!action) throw new Error(`no module has the action ${name}`);
  return action;
}

import type { ActionContext } from '../../../platform/action.ts';
import type { Post } from '../../../platform/server/identification.ts';
import { contactsOf, personNow, personWithEmail, postsBegunBy } from '../../identity/index.ts';
import { type Party, partyOf, type Ticket } from '../rules/index.ts';

type Acting = Pick<ActionContext<unknown>, 'tx' | 'association' | 'now'>;

/** Somebody who writes from an address that the association knows, with the posts in force. */
export type Sender = { readonly person: string; readonly name: string; readonly posts: readonly Post[] };

export async function senderAt({ tx, association, now }: Acting, address: string): Promise<Sender | undefined> {
  const known = await personWithEmail(tx, address);
  const found = known && (await personNow(tx, known.id, { on: now.today, level: 1 }));
  if (!found) return undefined;
  const posts = found.posts.filter((post) => post.association === association);
  return posts.length === 0 ? undefined : { person: found.person, name: found.name, posts };
}

const strongest: readonly Party[] = ['head', 'office', 'supplier', 'referent', 'requester', 'reader'];

/** What somebody is to a request, by the strongest of his posts; undefined where it does not exist for him. */
export function partyOfSender(
  { person, posts }: Sender,
  ticket: Pick<Ticket, 'entity' | 'requester' | 'assignee'>,
): Party | undefined {
  const parties = posts.flatMap(({ role, entity }) => partyOf({ role, person, entity, console: false }, ticket) ?? []);
  return strongest.find((party) => parties.includes(party));
}

/** The entities for which somebody can ask for help. */
export function entitiesOf(sender: Sender): readonly string[] {
  const entities = sender.posts.flatMap(({ entity }) => entity ?? []);
  return [...new Set<string>(entities)].filter((entity) => {
    const party = partyOfSender(
      { ...sender, posts: sender.posts.filter((post) => post.entity === entity) },
      { entity, requester: sender.person, assignee: null },
    );
    return party === 'requester' || party === 'referent';
  });
}

/** Whether he works on requests, whoever asks. */
export function worksOnRequests({ posts, person }: Sender): boolean {
  return posts.some(({ role, entity }) => {
    const party = partyOf({ role, person, entity, console: false }, { entity: '', requester: null, assignee: null });
    return party === 'office' || party === 'head';
  });
}

/** Domains where anybody has an address say nothing of whose letter it is. */
const ofAnybody =
  /^(gmail|googlemail|outlook|hotmail|live|msn|yahoo|icloud|me|libero|virgilio|alice|tim|tiscali|inwind|iol|email|aruba|fastwebnet|vodafone|tin|pec|legalmail|arubapec|postecert|protonmail|proton|gmx|aol)\.[a-z.]+$/;

/** The entity whose people write from the domain of an address; undefined where there is none, or more than one. */
export async function entityByDomain({ tx, association, now }: Acting, address: string): Promise<string | undefined> {
  const domain = domainOf(address);
  if (domain === '' || ofAnybody.test(domain)) return undefined;
  const posts = (await postsBegunBy(tx, association, { on: now.today })).filter(
    ({ entity, until }) => entity !== null && (until ?? now.today) >= now.today,
  );
  const contacts = await contactsOf(tx, [...new Set(posts.map(({ person }) => person))]);
  const there = new Set(contacts.filter(({ email }) => domainOf(email) === domain).map(({ person }) => person));
  const entities = new Set(posts.flatMap(({ person, entity }) => (there.has(person) ? (entity ?? []) : [])));
  return entities.size === 1 ? [...entities][0] : undefined;
}

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

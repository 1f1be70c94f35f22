import type { ActionContext } from '../../../../platform/action.ts';
import { associationsIn } from '../../../../platform/associations.ts';
import { sendLater } from '../../../../platform/mail/send-later.ts';
import type { Role } from '../../../../platform/role.ts';
import { siteAddress } from '../../../../platform/site-address.ts';
import { stateOf } from '../../rules/post-state.ts';
import { type RequestNews, requestLetter } from '../../rules/request-letters.ts';
import { type Contact, contactsOf } from '../../storage/contacts.ts';
import { holdersOf } from '../../storage/holders.ts';
import { heldPosts } from '../../storage/posts.ts';
import type { RequestRow } from '../../storage/requests.ts';
import { seeingColleagues } from '../../storage/seeing-colleagues.ts';

type Telling = Pick<ActionContext<unknown>, 'tx' | 'association' | 'actor' | 'now' | 'call'>;
type Told = Pick<RequestRow, 'id' | 'kind' | 'name' | 'entity' | 'entity_name' | 'role' | 'since' | 'requested_by'>;

/**
 * Writes of a request: that it waits, to the entity's delegate of the controller (the head of the service where there is none
 * in office); how it went, to who asked. Each in the own language, in the association's name, never to who acts.
 *
 * @param because why it was refused
 */
export async function tellOfRequest(context: Telling, what: RequestNews, request: Told, because = ''): Promise<void> {
  const { tx, association, actor, call } = context;
  const site = siteAddress(call);
  const link = site && `${site}/${association}/enti/persone/richieste/${request.id}`;
  const { kind, name, entity_name: entityName, since } = request;
  const inWhich = (await associationsIn(tx)).find(({ id }) => id === association)?.shortName ?? association;
  const about = { kind, name, entityName, role: request.role as Role | null, since, because, link, inWhich };
  const to = await seeingColleagues(tx, () =>
    what === 'waiting'
      ? deciders(context, request)
      : contactsOf(tx, request.requested_by ? [request.requested_by] : []),
  );
  for (const { person, email, name: called, language } of to) {
    if (person === actor.person) continue;
    const address = { address: email, name: called };
    const letter = requestLetter(called, what, about, language);
    await sendLater(tx, { association, to: address, language, ...letter, kind: `identity/request-${what}` });
  }
}

async function deciders({ tx, association, now }: Telling, { entity }: Told): Promise<Contact[]> {
  const held = await heldPosts(tx, association, { on: now.today, entity });
  const own = held.filter((post) => post.role === 'CTR' && stateOf(post, now.today) === 'in-force');
  if (own.length === 0) return holdersOf(tx, { association, roles: ['RES'], on: now.today });
  return contactsOf(tx, [...new Set(own.map(({ person }) => person))]);
}

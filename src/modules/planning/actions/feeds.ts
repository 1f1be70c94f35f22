import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { addDays, type Day, yearOf } from '../../../kernel/day.ts';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { type Actor, defineAction, type Tx } from '../../../platform/action.ts';
import { dayShape, textShape } from '../../../platform/shape.ts';
import { endingsOn, seatsOn } from '../../bodies/index.ts';
import { contactsOf, postsBegunBy, seeingColleagues } from '../../identity/index.ts';
import { membersBetween } from '../../membership/index.ts';
import { type DutyNow, dayOfInstant, dutiesOfYear } from '../duties-of-year.ts';
import type { MeetingKnown } from '../events-known.ts';
import { refusals } from '../refusals.ts';
import { boundTo, type Feed, type FeedOwner, feedByHash, feedOf, insertFeed, revokeFeed } from '../storage/feeds.ts';
import { dutyStateShape } from './shapes.ts';
import { obligationViewOf } from './views.ts';

const ofShape = z.enum(['me', 'entity']);

/** A calendar of one's own, or of the entity one acts for. Refuses `planning/no-entity`. */
function ownerFor(actor: Actor, of: 'me' | 'entity'): FeedOwner {
  if (of === 'me') {
    if (actor.person === null) throw new Refused(refusals.noSuchFeed());
    return { person: actor.person, entity: null };
  }
  if (actor.entity === null) throw new Refused(refusals.noEntity());
  return { person: null, entity: actor.entity };
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

export const createFeed = defineAction({
  name: 'planning/create-feed',
  title: text('avere un indirizzo di calendario', 'get a calendar address'),
  about: text(
    'Un indirizzo segreto che i programmi di calendario leggono senza accesso. Si mostra una volta sola; uno nuovo chiude quello di prima.',
    'A secret address that calendar programs read without signing in. It is shown once; a new one closes the one before.',
  ),
  permission: { capability: 'planning', letter: 'r' },
  http: { method: 'POST', path: '/calendar-feeds' },
  input: z.object({ of: ofShape }),
  example: { of: 'me' },
  output: z.object({ id: z.uuid(), path: z.string().max(300) }),
  async run({ tx, association, now, actor, input, tell }) {
    const owner = ownerFor(actor, input.of);
    const token = randomBytes(32).toString('base64url');
    const id = randomUUID();
    const renewed = await revokeFeed(tx, association, owner, now.instant);
    await insertFeed(tx, association, owner, { id, hash: hashOf(token), at: now.instant, by: actor.name });
    tell({ after: { feed: id, renewed }, actingFor: owner.entity });
    return { id, path: `/${association}/calendari/${token}/calendario.ics` };
  },
});

export const revokeFeedAction = defineAction({
  name: 'planning/revoke-feed',
  title: text('revocare un indirizzo di calendario', 'revoke a calendar address'),
  permission: { capability: 'planning', letter: 'r' },
  http: { method: 'POST', path: '/calendar-feeds/:of/revocation' },
  input: z.object({ of: ofShape }),
  example: { of: 'me' },
  output: z.object({ of: ofShape }),
  async run({ tx, association, now, actor, input, tell }) {
    const owner = ownerFor(actor, input.of);
    if (!(await revokeFeed(tx, association, owner, now.instant))) throw new Refused(refusals.noSuchFeed());
    tell({ after: { revoked: input.of }, actingFor: owner.entity });
    return { of: input.of };
  },
});

export const listFeeds = defineAction({
  name: 'planning/list-feeds',
  title: text('elencare i propri indirizzi di calendario', 'list own calendar addresses'),
  reads: true,
  permission: { capability: 'planning', letter: 'r' },
  http: { method: 'GET', path: '/calendar-feeds' },
  input: z.object({}),
  example: {},
  output: z.object({
    items: z.array(z.object({ of: ofShape, since: dayShape, by: z.string().max(300) })).max(2),
    /** Whether the post is of an entity, which has a calendar too. */
    entity: z.string().max(40).nullable(),
  }),
  async run({ tx, association, actor }) {
    const found = async (of: 'me' | 'entity') => {
      if (of === 'me' ? actor.person === null : actor.entity === null) return [];
      const feed = await feedOf(tx, association, ownerFor(actor, of));
      return feed ? [{ of, since: dayOfInstant(feed.createdAt), by: feed.createdBy }] : [];
    };
    return { items: [...(await found('me')), ...(await found('entity'))], entity: actor.entity };
  },
});

/** How far back a calendar reaches; ahead it goes to the end of the next year. */
const daysBack = 90;

/** What a secret address shows. Revoked, of somebody without a post, or of an entity that left: `planning/no-such-feed`. */
export const readFeed = defineAction({
  name: 'planning/read-feed',
  title: text('leggere un calendario dal suo indirizzo segreto', 'read a calendar by its secret address'),
  reads: true,
  permission: 'public',
  // The secret address is for calendar programs: the page answers it, the API has no secrets in addresses.
  doors: [],
  http: { method: 'GET', path: '/calendar-feeds/:token' },
  input: z.object({
    token: z
      .string()
      .regex(/^[A-Za-z0-9_-]{43}$/)
      .meta({ secret: true }),
  }),
  example: { token: 'A'.repeat(43) },
  output: z.object({
    of: z.string().max(300),
    language: z.enum(['it', 'en']),
    items: z
      .array(
        z.object({
          id: z.string().max(400),
          on: dayShape,
          /** Minutes of the day for sittings; null for a whole day. */
          at: z.string().max(30).nullable(),
          title: textShape,
          who: textShape.nullable(),
          article: z.string().max(200).nullable(),
          hard: z.boolean().nullable(),
          state: dutyStateShape.nullable(),
        }),
      )
      .max(100_000),
  }),
  async run({ tx, association, now, input }) {
    const { today } = now;
    const feed = await seeingColleagues(tx, () => feedByHash(tx, association, hashOf(input.token)));
    const holder = feed && (await holderOf(tx, association, feed, today));
    if (!holder) throw new Refused(refusals.noSuchFeed());
    await boundTo(tx, holder.entities);
    const from = addDays(today, -daysBack);
    const items = [];
    const meetings = new Map<number, MeetingKnown>();
    for (const year of [...new Set([yearOf(from), yearOf(today), yearOf(today) + 1])]) {
      const { calendar, duties } = await dutiesOfYear(tx, { association, year, today, entities: holder.entities });
      for (const meeting of calendar.meetings) meetings.set(meeting.number, meeting);
      for (const duty of duties.filter((one) => one.obligation.due >= from && holder.bears(one))) {
        const { id, due, title, who, article, hard } = obligationViewOf(duty.obligation, calendar);
        items.push({
          id: `${id}-${duty.entity ?? association}`,
          on: due,
          at: null,
          title: duty.entityName
            ? { it: `${title.it} (${duty.entityName})`, en: `${title.en} (${duty.entityName})` }
            : title,
          who,
          article,
          hard,
          state: duty.state,
        });
      }
    }
    for (const meeting of meetings.values()) {
      if (meeting.on < from || !(await holder.attends(meeting))) continue;
      items.push(bare(`seduta-${meeting.number}`, meeting.on, { it: meeting.title, en: meeting.title }, meeting.at));
    }
    for (const ending of await seeingColleagues(tx, () => endingsOn(tx, association, today, 400))) {
      if (!holder.concerns(ending)) continue;
      const title = { it: `Scade: ${ending.what.it}`, en: `Ends: ${ending.what.en}` };
      items.push(bare(`${ending.kind}-${ending.id}`, ending.due, title, null));
    }
    return { of: holder.name, language: holder.language, items };
  },
});

function bare(id: string, on: Day, title: { it: string; en: string }, at: Date | null) {
  return { id, on, at: at?.toISOString() ?? null, title, who: null, article: null, hard: null, state: null };
}

type Holder = {
  readonly name: string;
  readonly language: 'it' | 'en';
  readonly entities: readonly string[];
  readonly bears: (duty: DutyNow) => boolean;
  readonly attends: (meeting: MeetingKnown) => Promise<boolean>;
  readonly concerns: (ending: { readonly person: string; readonly entity: string | null }) => boolean;
};

/** Whom a calendar is of, as long as the person holds a post there or the entity is a member. */
async function holderOf(tx: Tx, association: string, feed: Feed, on: Day): Promise<Holder | undefined> {
  const seatedIn = (fits: (seat: Awaited<ReturnType<typeof seatsOn>>[number]) => boolean) => async (m: MeetingKnown) =>
    (await seeingColleagues(tx, () => seatsOn(tx, association, m.body, m.on))).some(fits);
  const { person, entity } = feed;
  if (entity !== null) {
    const member = (await membersBetween(tx, { association, from: on, to: on })).find(({ code }) => code === entity);
    return (
      member && {
        name: member.name,
        language: 'it',
        entities: [entity],
        bears: (duty) => duty.entity === entity,
        attends: seatedIn((seat) => seat.entity?.code === entity),
        concerns: (ending) => ending.entity === entity,
      }
    );
  }
  const [contact, held] = await seeingColleagues(tx, async () => {
    const posts = await postsBegunBy(tx, association, { on });
    return [
      (await contactsOf(tx, [person]))[0],
      posts.filter((post) => post.person === person && (post.until === null || post.until >= on)),
    ] as const;
  });
  if (!contact || held.length === 0) return undefined;
  return {
    name: contact.name,
    language: contact.language,
    entities: [...new Set(held.flatMap((post) => post.entity ?? []))],
    bears: ({ obligation, entity: whose }) =>
      held.some((post) => obligation.roles.includes(post.role) && (whose === null || whose === post.entity)),
    attends: seatedIn(({ holder, seated }) => holder?.person === person || seated?.person === person),
    concerns: (ending) => ending.person === person,
  };
}

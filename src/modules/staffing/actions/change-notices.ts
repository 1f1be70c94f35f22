import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Day, dayAt, showDay } from '../../../kernel/day.ts';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { dayShape, offsetCursor, sourceShape, traceShape } from '../../../platform/shape.ts';
import { postsBegunBy } from '../../identity/index.ts';
import { openTicket, requestTold } from '../../service-desk/index.ts';
import { partyOf, ticketNumber } from '../../service-desk/rules/index.ts';
import { clauseOn } from '../agreement-of-staffing.ts';
import { middleOf, promptness, refusals } from '../rules/index.ts';
import {
  changeNotices,
  insertNotice,
  insertNoticeRequest,
  type NoticeRow,
  noticeToAskFor,
  requestsOfNotices,
} from '../storage/change-notices.ts';
import { type Noticer, noticeKinds, noticers } from '../storage/tables.ts';
import { entityNames } from './found.ts';
import { count, entityShape, entityView, onSite, readsOfEntities } from './shapes.ts';

/** Tells the office of a change at an entity, or of a problem that somebody noticed. Refuses `staffing/not-own-entity`, `staffing/no-such-entity`. */
export const tellChange = defineAction({
  name: 'staffing/tell-change',
  title: text('comunicare una variazione o un problema', 'tell of a change or a problem'),
  about: text(
    'Variazioni di persone, locali, macchine e linee, e problemi notati da dipendenti o cittadini, con il giorno del fatto.',
    'Changes of people, rooms, machines and lines, and problems noticed by employees or citizens, with the day of the fact.',
  ),
  permission: onSite,
  http: { method: 'POST', path: '/change-notices' },
  input: z.object({
    entity: entityShape.optional().meta({ description: 'Senza, il proprio ente.' }),
    about: z.enum(noticeKinds),
    noticedBy: z.enum(noticers).default('office'),
    happened: dayShape,
    what: z.string().trim().min(1).max(2000),
  }),
  output: z.object({ notice: z.uuid(), days: count }),
  example: { about: 'people', happened: '2027-03-01', what: 'Nuova addetta all’anagrafe dal 1º marzo.' },
  async run(context) {
    const { tx, association, actor, reach, now, input, tell } = context;
    const entity = input.entity ?? actor.entity;
    if (!entity) throw new BadInput([{ path: 'entity', says: text('Serve l’ente.', 'The entity is needed.') }]);
    if (reach !== 'g' && entity !== actor.entity) throw new Refused(refusals.notOwnEntity());
    if (!(await entityNames(context)).has(entity)) throw new Refused(refusals.noSuchEntity(entity));
    const { about, noticedBy, happened, what } = input;
    if (happened > now.today)
      throw new BadInput([
        { path: 'happened', says: text('È un giorno che deve ancora venire.', 'That day is still to come.') },
      ]);
    const id = randomUUID();
    await insertNotice(tx, {
      ...{ association, id, entity, about, noticed_by: noticedBy, happened_on: happened, what, by_name: actor.name },
      recorded_at: now.instant,
      recorded_by: actor.person,
    });
    tell({ actingFor: entity, after: { notice: id, about, noticedBy, happened } });
    return { notice: id, days: promptness({ happened, told: now.today }, undefined).days };
  },
});

const noticedBy: Readonly<Record<Noticer, string>> = {
  office: 'l’ufficio',
  employee: 'un dipendente',
  citizen: 'un cittadino',
};

/** As the request says it, after the words of the notice. */
function whereItComesFrom({ noticed_by, happened_on, by_name, recorded_at }: NoticeRow): string {
  const told = dayAt(recorded_at.getTime());
  return `Se n’è accorto ${noticedBy[noticed_by]}, il ${day(happened_on)}; lo ha comunicato ${by_name} il ${day(told)}.`;
}
const day = (on: Day) => showDay(on, 'it');

/**
 * Makes a request for help of what somebody of an entity told: its words, and who told it asks. Made before, it is the same request.
 * Refuses `staffing/no-such-entry`, `staffing/notices-make-no-requests`.
 * Source: Valdarno e Valdisieve, art. 9 c. 2 (VV-9.2.b); art. 5 c. 3 (VV-5.3.a).
 */
export const askForNotice = defineAction({
  name: 'staffing/ask-for-notice',
  title: text('fare di una comunicazione una richiesta di assistenza', 'make a request for help of a notice'),
  permission: { capability: 'service-desk', letter: 'w', roles: ['REF', 'RES'] },
  http: { method: 'POST', path: '/change-notices/:notice/request' },
  input: z.object({ notice: z.uuid() }),
  output: z.object({ request: z.string().max(20) }),
  example: { notice: '00000000-0000-4000-8000-000000000001' },
  async run(context) {
    const { tx, association, actor, now, input, also, tell } = context;
    const notice = await noticeToAskFor(tx, association, input.notice);
    if (!notice) throw new Refused(refusals.noSuchEntry());
    const made = (await requestsOfNotices(tx, association)).get(notice.id);
    if (made !== undefined) return { request: ticketNumber(made) };
    if (!(await clauseOn(tx, { association, kind: 'change-notices', on: now.today })))
      throw new Refused(refusals.noticesMakeNoRequests());
    const { number } = await also(openTicket, {
      ...{ entity: notice.entity, ...(await whoTold(context, notice)) },
      body: `${notice.what}\n\n${whereItComesFrom(notice)}`,
    });
    const { id } = await requestTold(context, number);
    await insertNoticeRequest(tx, {
      ...{ association, notice: notice.id, entity: notice.entity, ticket: BigInt(id) },
      recorded_at: now.instant,
      recorded_by: actor.person,
    });
    tell({ actingFor: notice.entity, before: { notice: notice.id }, after: { notice: notice.id, request: number } });
    return { request: number };
  },
});

/** Who told it asks and follows, where he holds a post at the entity; else he is named. */
async function whoTold(
  { tx, association, now }: Pick<ActionContext<unknown>, 'tx' | 'association' | 'now'>,
  { entity, recorded_by, by_name }: NoticeRow,
) {
  const posts = await postsBegunBy(tx, association, { on: now.today, entity: entity as never });
  const isThere = posts.some(({ person, until }) => person === recorded_by && (until === null || until >= now.today));
  return isThere && recorded_by !== null ? { requester: recorded_by } : { requesterName: by_name };
}

/** What entities told of changes and problems, and how promptly. */
export const listChangeNotices = defineAction({
  name: 'staffing/list-change-notices',
  title: text('elencare variazioni e problemi comunicati', 'list changes and problems told'),
  reads: true,
  permission: readsOfEntities,
  http: { method: 'GET', path: '/change-notices' },
  input: z.object({
    entity: entityShape.optional(),
    about: z.enum(noticeKinds).optional(),
    /** The one of which this request for help was made. */
    request: z.string().trim().max(20).optional(),
    cursor: offsetCursor.optional(),
    limit: z.coerce.number().pipe(z.int().min(1).max(10_000)).default(50).meta({ format: 'int32' }),
  }),
  output: z.object({
    count,
    /** The middle of the days from fact to notice; null without any. */
    middle: count.nullable(),
    source: sourceShape.nullable(),
    entities: z.array(entityView).max(10_000),
    items: z
      .array(
        z.object({
          id: z.uuid(),
          entity: entityView,
          about: z.enum(noticeKinds),
          noticedBy: z.enum(noticers),
          happened: dayShape,
          told: dayShape,
          days: count,
          what: z.string().max(2000),
          by: z.string().max(200),
          /** The number of the request for help made of it; null where there is none, or it is not seen from this post. */
          request: z.string().max(20).nullable(),
          trace: traceShape,
        }),
      )
      .max(10_000),
    next: z.string().max(9).nullable(),
  }),
  example: { about: 'people' },
  async run(context) {
    const { tx, association, actor, now, input } = context;
    const requests = await requestsOfNotices(tx, association);
    const wanted = input.request?.replace('-', '/');
    const who = { role: actor.role, person: actor.person, entity: actor.entity, console: actor.kind === 'console' };
    const requestOf = ({ id, entity }: NoticeRow) => {
      const made = requests.get(id);
      const isSeen = partyOf(who, { entity, requester: null, assignee: null }) !== undefined;
      return made === undefined || !isSeen ? null : ticketNumber(made);
    };
    const names = await entityNames(context);
    const clause = await clauseOn(tx, { association, kind: 'change-notices', on: now.today });
    const all = await changeNotices(tx, association, {});
    const rows = all
      .filter(({ entity }) => input.entity === undefined || entity === input.entity)
      .filter(({ about }) => input.about === undefined || about === input.about)
      .filter((row) => input.request === undefined || requestOf(row) === wanted);
    const named = (code: string) => ({ code, name: names.get(code) ?? code });
    const views = rows.map((row) => {
      const told = dayAt(row.recorded_at.getTime());
      const { days, explain } = promptness({ happened: row.happened_on, told }, clause);
      return {
        id: row.id,
        entity: named(row.entity),
        about: row.about,
        noticedBy: row.noticed_by,
        happened: row.happened_on,
        told,
        days,
        what: row.what,
        by: row.by_name,
        request: requestOf(row),
        trace: explain(),
      };
    });
    const offset = Number(input.cursor ?? 0);
    const end = offset + input.limit;
    return {
      count: views.length,
      middle: middleOf(views.map(({ days }) => days)),
      source: clause?.source ?? null,
      entities: [...new Set(all.map(({ entity }) => entity))].map(named),
      items: views.slice(offset, end),
      next: views.length > end ? String(end) : null,
    };
  },
});

import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { requestTold } from '../../service-desk/index.ts';
import { refusals, standingAt } from '../rules/index.ts';
import {
  announcementById,
  announcementsOf,
  announcementsOfRequest,
  linkRequest,
  requestsOf,
  unlinkRequest,
} from '../storage/announcements.ts';
import { announcers, idShape } from './shapes.ts';
import { announcementSeen } from './show-announcement.ts';

const ticket = z.string().trim().max(20);

/**
 * Says that a known problem is the cause of a request, or that it is not.
 * Refuses `knowledge/no-such-announcement`, `knowledge/announcement-closed`, `service-desk/no-such-ticket`.
 */
export const linkAnnouncement = defineAction({
  name: 'knowledge/link-announcement',
  title: text('collegare una richiesta a un problema noto', 'link a request to a known problem'),
  permission: announcers,
  http: { method: 'PUT', path: '/announcements/:announcement/requests/:ticket' },
  input: z.object({
    announcement: idShape,
    ticket,
    linked: z.stringbool().or(z.boolean()).default(true),
  }),
  output: z.object({ requests: z.int().min(0).meta({ format: 'int32' }) }),
  example: { announcement: '00000000-0000-4000-8000-000000000000', ticket: '2026-1' },
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    const { id, closedAt } = await announcementSeen(context, input.announcement, { keeps: true });
    const request = await requestTold(context, input.ticket);
    if (closedAt !== null) throw new Refused(refusals.announcementClosed());
    const link = { association, announcement: id };
    if (input.linked) {
      const linked = { linked_at: now.instant, linked_by: actor.name };
      await linkRequest(tx, { ...link, ticket: BigInt(request.id), entity: request.entity, ...linked });
    } else await unlinkRequest(tx, { ...link, ticket: request.id });
    tell({ after: { announcement: id, ticket: request.number, linked: input.linked }, actingFor: request.entity });
    return { requests: (await requestsOf(tx, association, id)).length };
  },
});

const named = z.object({ id: idShape, title: z.string().max(200) });

/** The known problems that a request is linked to, and those it could be. Refuses `service-desk/no-such-ticket`. */
export const showLinks = defineAction({
  name: 'knowledge/show-links',
  title: text('vedere i problemi noti di una richiesta', 'see the known problems of a request'),
  reads: true,
  permission: announcers,
  http: { method: 'GET', path: '/tickets/:ticket/announcements' },
  input: z.object({ ticket }),
  output: z.object({
    linked: z.array(named).max(1000),
    others: z.array(named).max(1000),
    /** It was solved: an article can be made of it. */
    solved: z.boolean(),
  }),
  example: { ticket: '2026-1' },
  async run(context) {
    const { tx, association, now } = context;
    const request = await requestTold(context, context.input.ticket);
    const ids = await announcementsOfRequest(tx, association, request.id);
    const open = (await announcementsOf(tx, association, 0)).filter(
      (one) => one.kind === 'problem' && standingAt(one, now.instant) === 'now',
    );
    const linked = [];
    for (const id of ids) {
      const found = open.find((one) => one.id === id) ?? (await announcementById(tx, association, id));
      if (found) linked.push({ id, title: found.title });
    }
    return {
      linked,
      others: open.filter(({ id }) => !ids.includes(id)).map(({ id, title }) => ({ id, title })),
      solved: request.solution !== null,
    };
  },
});

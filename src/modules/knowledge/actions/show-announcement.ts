import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import { requestNumbers } from '../../service-desk/index.ts';
import { refusals } from '../rules/index.ts';
import { announcementById, requestsOf, type StoredAnnouncement, updatesOf } from '../storage/announcements.ts';
import { announcementLine, announcementView } from './announcement-shapes.ts';
import { serviceNames } from './service-names.ts';
import { idShape, readers } from './shapes.ts';

const input = z.object({ announcement: idShape });
const example = { announcement: '00000000-0000-4000-8000-000000000000' };

/** An announcement with what was said of it, for anybody. Refuses `knowledge/no-such-announcement`. */
export const readAnnouncement = defineAction({
  name: 'knowledge/read-announcement',
  title: text('leggere un avviso sui servizi', 'read an announcement on the services'),
  reads: true,
  permission: 'public',
  http: { method: 'GET', path: '/announcements/:announcement' },
  input,
  output: announcementLine,
  example,
  run: async (context) => viewed(context, await announcementSeen(context, context.input.announcement), false),
});

/** The same with who wrote what, and the requests linked to it that the post may see. Refuses `knowledge/no-such-announcement`. */
export const showAnnouncement = defineAction({
  name: 'knowledge/show-announcement',
  title: text('leggere un avviso con le richieste collegate', 'read an announcement with the requests linked to it'),
  reads: true,
  permission: { ...readers, roles: ['L1', 'L2', 'SYS', 'RES', 'ADM'] },
  http: { method: 'GET', path: '/announcements/:announcement/requests' },
  input,
  output: announcementLine.extend({ requests: z.array(z.string().max(20)).max(100_000) }),
  example,
  async run(context) {
    const { tx, association } = context;
    const announcement = await announcementSeen(context, context.input.announcement);
    const requests = requestNumbers(await requestsOf(tx, association, announcement.id));
    return { ...(await viewed(context, announcement, true)), requests };
  },
});

type Acting = Pick<ActionContext<unknown>, 'tx' | 'association' | 'now'>;

/** Refuses `knowledge/no-such-announcement`. */
export async function announcementSeen(
  { tx, association }: Acting,
  id: string,
  { keeps = false } = {},
): Promise<StoredAnnouncement> {
  const announcement = await announcementById(tx, association, id, keeps);
  if (!announcement) throw new Refused(refusals.noSuchAnnouncement());
  return announcement;
}

async function viewed(context: Acting, announcement: StoredAnnouncement, withPeople: boolean) {
  const updates = await updatesOf(context.tx, context.association, [announcement.id]);
  const names = await serviceNames(context);
  const how = { names, now: context.now.instant, withPeople };
  return announcementView(announcement, updates.get(announcement.id) ?? [], how);
}

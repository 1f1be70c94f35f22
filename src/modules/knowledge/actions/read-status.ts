import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { serviceStateAt, standingAt } from '../rules/index.ts';
import { announcementsOf, updatesOf } from '../storage/announcements.ts';
import { announcementLine, announcementView, serviceLine } from './announcement-shapes.ts';
import { serviceNames } from './service-names.ts';

/** How many of those over are shown. */
const past = 20;

/** How the services are, what does not work, what will be worked on; for anybody. */
export const readStatus = defineAction({
  name: 'knowledge/read-status',
  title: text('leggere lo stato dei servizi', 'read the state of the services'),
  about: text(
    'I servizi del catalogo con il loro stato di adesso, i problemi noti, i lavori programmati e gli ultimi conclusi.',
    'The services of the catalogue with their state now, known problems, planned work and the last ones over.',
  ),
  reads: true,
  permission: 'public',
  http: { method: 'GET', path: '/status' },
  input: z.object({}),
  output: z.object({
    services: z.array(serviceLine).max(10_000),
    /** Going on now. */
    now: z.array(announcementLine).max(1000),
    /** Planned, the nearest first. */
    coming: z.array(announcementLine).max(1000),
    /** The last that are over. */
    past: z.array(announcementLine).max(1000),
  }),
  example: {},
  async run(context) {
    const { tx, association, now } = context;
    const names = await serviceNames(context);
    const announced = await announcementsOf(tx, association, past);
    const updates = await updatesOf(
      tx,
      association,
      announced.map(({ id }) => id),
    );
    const at = now.instant;
    const standing = Map.groupBy(announced, (one) => standingAt(one, at));
    const views = (list: typeof announced = []) =>
      list.map((one) => announcementView(one, updates.get(one.id) ?? [], { names, now: at, withPeople: false }));
    const services = [...names].map(([code, name]) => ({ code, name, state: serviceStateAt(code, announced, at) }));
    return {
      services: services.toSorted((a, b) => a.name.it.localeCompare(b.name.it, 'it')),
      now: views(standing.get('now')),
      coming: views(standing.get('coming')?.toReversed()),
      past: views(
        standing
          .get('over')
          ?.toSorted((a, b) => over(b) - over(a))
          .slice(0, past),
      ),
    };
  },
});

const over = ({ closedAt, endsAt, startsAt }: { closedAt: Date | null; endsAt: Date | null; startsAt: Date }) =>
  (closedAt ?? endsAt ?? startsAt).getTime();

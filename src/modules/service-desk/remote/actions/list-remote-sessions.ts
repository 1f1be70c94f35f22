import { z } from 'zod';
import { text } from '../../../../kernel/text.ts';
import { defineAction } from '../../../../platform/action.ts';
import { dayShape, offsetCursor } from '../../../../platform/shape.ts';
import { entityNames } from '../../../membership/index.ts';
import { ticketNumberShape } from '../../actions/shapes.ts';
import { readTicketNumber, ticketNumber } from '../../rules/index.ts';
import { minutesLasted, remoteState, remoteStates } from '../rules/session.ts';
import { linkTo } from '../rules/template.ts';
import { type StoredSession, sessionsLike, toolOf } from '../storage/remote-sessions.ts';

const moment = z.iso.datetime();

export const sessionView = z.object({
  id: z.uuid(),
  ticket: z.string().max(20),
  entity: z.string().max(40),
  entityName: z.string().max(300),
  requesterName: z.string().max(300),
  /** How who gave consent by voice was recognised; null where the person answered. */
  recognised: z.string().max(500).nullable(),
  technicianName: z.string().max(300),
  machine: z.string().max(200),
  reason: z.string().max(500),
  state: z.enum(remoteStates),
  asked: moment,
  expires: moment,
  answered: moment.nullable(),
  granted: z.boolean().nullable(),
  began: moment.nullable(),
  ended: moment.nullable(),
  endedBy: z.string().max(300).nullable(),
  minutes: z.int().min(0).nullable().meta({ format: 'int32' }),
  /** What the actor is to it. */
  own: z.enum(['requester', 'technician']).nullable(),
  /** The link to the machine, for who is connected. */
  link: z.string().max(2000).nullable(),
});

/** Who connected to which machine, when, for how long, with whose consent: the office's, the entity's, one's own. */
export const listRemoteSessions = defineAction({
  name: 'service-desk/list-remote-sessions',
  title: text('consultare il registro dei collegamenti remoti', 'consult the register of remote sessions'),
  reads: true,
  permission: { capability: 'service-desk', letter: 'r' },
  http: { method: 'GET', path: '/remote-sessions' },
  input: z.object({
    ticket: ticketNumberShape.optional(),
    entity: z.string().max(40).optional(),
    from: dayShape.optional(),
    to: dayShape.optional(),
    cursor: offsetCursor.optional(),
    limit: z.coerce.number().pipe(z.int().min(1).max(1000)).default(50).meta({ format: 'int32' }),
  }),
  output: z.object({
    count: z.int().min(0).meta({ format: 'int32' }),
    items: z.array(sessionView).max(1000),
    next: z.string().max(10).nullable(),
  }),
  example: { from: '2026-11-01' },
  async run({ tx, association, actor, reach, now, input }) {
    const { cursor, limit, ticket, ...filters } = input;
    const first = Number(cursor ?? 0);
    const own =
      reach === 'g' || reach === 'e' ? {} : { requester: actor.person ?? '00000000-0000-0000-0000-000000000000' };
    const of = ticket === undefined ? {} : { ticket: readTicketNumber(ticket) ?? 0 };
    const { sessions, count } = await sessionsLike(
      tx,
      { association, ...filters, ...own, ...of },
      { from: first, limit },
    );
    const tool = await toolOf(tx, association);
    const names = await entityNames(tx, association, [...new Set(sessions.map(({ entity }) => entity))]);
    return {
      count,
      items: sessions.map((one) => {
        const state = remoteState(one, now.instant);
        const connected = state === 'running' && one.technician === actor.person && tool;
        return {
          ...{ id: one.id, ticket: ticketNumber(one.ticket), entity: one.entity, state },
          entityName: names.get(one.entity) ?? one.entity,
          ...{ requesterName: one.requesterName, technicianName: one.technicianName },
          ...{ machine: one.machine, reason: one.reason, granted: one.granted, endedBy: one.endedBy },
          recognised: one.recognised || null,
          asked: one.askedAt.toISOString(),
          expires: one.expiresAt.toISOString(),
          answered: one.answeredAt?.toISOString() ?? null,
          began: one.beganAt?.toISOString() ?? null,
          ended: one.endedAt?.toISOString() ?? null,
          minutes: minutesLasted(one),
          own: ownPart(one, actor.person),
          link: connected ? linkTo(tool.template, { name: one.machine, code: one.code }) : null,
        };
      }),
      next: first + sessions.length < count ? String(first + sessions.length) : null,
    };
  },
});

function ownPart({ requester, technician }: Pick<StoredSession, 'requester' | 'technician'>, person: string | null) {
  if (person === null) return null;
  if (person === requester) return 'requester' as const;
  return person === technician ? ('technician' as const) : null;
}

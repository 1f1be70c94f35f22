import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape } from '../../../platform/shape.ts';
import { refusals } from '../rules/refusals.ts';
import { endMembership, membershipsOf } from '../storage/memberships.ts';
import { lockedEntity } from './known-entity.ts';
import { actShape, entityCodeShape, membershipView } from './shapes.ts';

export const leaveAssociation = defineAction({
  name: 'membership/leave-association',
  title: text("registrare l'uscita di un ente", "record an entity's leaving"),
  about: text(
    "Da quel giorno l'ente non fa più parte dell'associazione. La sua storia e i suoi dati restano.",
    'From that day the entity is no longer in the association. Its history and figures stay.',
  ),
  permission: { capability: 'membership', letter: 'w' },
  input: z.object({
    entity: entityCodeShape,
    /** First day out: 1 January for who is in until 31 December. */
    left: dayShape,
    act: actShape.min(1),
  }),
  output: membershipView,
  http: { method: 'POST', path: '/entities/:entity/leaving' },
  example: { entity: 'c_h286', left: '2029-01-01', act: 'deliberazione di Consiglio n. 30/2028' },
  async run({ tx, association, actor, now, input }) {
    const entity = await lockedEntity(tx, association, input.entity);
    const running = (await membershipsOf(tx, association, entity.code)).find((one) => one.left === null);
    if (!running) throw new Refused(refusals.notIn(entity));
    if (input.left <= running.joined) throw new Refused(refusals.leavesBeforeJoining(entity, running.joined));
    const end = { entity: entity.code, left: input.left, act: input.act };
    await endMembership(tx, association, end, { at: now.instant, by: actor.person });
    const { entity: _, ...view } = running;
    return { ...view, left: input.left, leavingAct: input.act };
  },
});

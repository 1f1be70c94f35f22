import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape } from '../../../platform/shape.ts';
import { refusals } from '../rules/refusals.ts';
import { heldPost, onePostAtATime, storePost } from '../storage/posts.ts';
import { daysInOrder } from './days-in-order.ts';
import { refuseUnfit, told, toldOf } from './give-post.ts';
import { actFields } from './post-shapes.ts';

/**
 * Puts right the dates of a post and the act that gave it; the person, the role and the entity stay. Refuses
 * `identity/no-such-post` and whatever would refuse such a post if it were given now.
 */
export const changePost = defineAction({
  name: 'identity/change-post',
  title: text('cambiare le date di un incarico', 'change the dates of a post'),
  permission: { capability: 'identity', letter: 'x' },
  http: { method: 'PUT', path: '/posts/:post' },
  input: daysInOrder(
    z.object({ post: z.uuid(), since: dayShape, until: dayShape.nullable().default(null), ...actFields }),
  ),
  output: z.object({ post: z.uuid() }),
  example: { post: '00000000-0000-4000-8000-000000000000', since: '2027-01-01', until: '2027-12-31' },
  async run({ tx, association, now, input, tell }) {
    const { post: id, since, until, act, actNumber, actDate, actIssuer } = input;
    await onePostAtATime(tx, association);
    const before = await heldPost(tx, association, id, now.today);
    if (!before) throw new Refused(refusals.noSuchPost());
    await refuseUnfit({ tx, association, now }, { ...before, since, until }, id);
    await storePost(tx, association, id, {
      since,
      until,
      act,
      act_number: actNumber,
      act_date: actDate,
      act_issuer: actIssuer,
    });
    tell({ actingFor: before.person, before: toldOf(before), after: told({ ...before, ...input, post: id }) });
    return { post: id };
  },
});

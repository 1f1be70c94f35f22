import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { refusals } from '../rules/refusals.ts';
import { emergenciesLike, storeReview } from '../storage/emergencies.ts';
import { ownEntity } from './own-entity.ts';
import { entersActs } from './permissions.ts';

/** The entity says what it thinks of an emergency access to its data. Refuses `privacy/no-such-emergency`, `privacy/already-reviewed`. */
export const reviewEmergencyAccess = defineAction({
  name: 'privacy/review-emergency-access',
  title: text('esaminare un accesso di emergenza', 'review an emergency access'),
  permission: entersActs,
  http: { method: 'POST', path: '/emergency-accesses/:emergency/review' },
  input: z.object({ emergency: z.uuid(), review: z.string().trim().min(3).max(1000) }),
  output: z.object({}),
  example: { emergency: '9b0a3a0e-6d0d-4f9c-8f0e-3f2f1f0e0d77', review: 'Giustificato' },
  async run({ tx, association, actor, reach, now, input, tell }) {
    const own = ownEntity({ actor, reach });
    const [emergency] = await emergenciesLike(tx, association, { id: input.emergency });
    if (!emergency || (own !== undefined && emergency.entity !== own)) throw new Refused(refusals.noSuchEmergency());
    const review = { id: emergency.id, at: now.instant, by: actor.person, says: input.review };
    if (!(await storeReview(tx, association, review))) throw new Refused(refusals.alreadyReviewed());
    tell({ actingFor: emergency.entity, after: { emergency: emergency.id, review: input.review } });
    return {};
  },
});

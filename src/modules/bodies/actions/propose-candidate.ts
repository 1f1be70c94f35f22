import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape } from '../../../platform/shape.ts';
import { officeNames } from '../office-names.ts';
import { isGiven, seatInWords, whyNotEligible } from '../rules/index.ts';
import { refusals } from '../rules/refusals.ts';
import { insertCandidate } from '../storage/candidates.ts';
import { fileShape, storeDocument } from './documents.ts';
import { factsToChange, mustBeOwn, thePost, theSeat } from './found.ts';
import { populationsOf } from './populations.ts';
import { actFields, bodyIdShape, optionalActShape, seatIdShape } from './shapes.ts';

/**
 * Proposes a person for a seat that is filled by an appointment. Whoever reaches their own entity only proposes its people.
 * Refuses `bodies/no-candidates`, `bodies/not-eligible`, `bodies/outside-band`, `bodies/missing-population`,
 * `bodies/already-candidate`, `bodies/not-your-entity`.
 */
export const proposeCandidate = defineAction({
  name: 'bodies/propose-candidate',
  title: text('proporre una candidatura', 'propose a candidate'),
  about: text(
    'Un ente propone una persona per un posto che un organo assegna; i requisiti si controllano subito.',
    'An entity proposes a person for a seat that a body fills; the requirements are checked at once.',
  ),
  permission: { capability: 'bodies', letter: 'w' },
  http: { method: 'POST', path: '/bodies/:body/seats/:seat/candidates' },
  input: z.object({
    body: bodyIdShape,
    seat: seatIdShape,
    post: z.uuid(),
    proposed: dayShape.optional(),
    /** The entity's act, where it took one. */
    ...actFields,
    act: optionalActShape,
    document: fileShape.optional(),
  }),
  output: z.object({ candidate: z.uuid(), proposed: dayShape }),
  example: {
    body: 'presidency',
    seat: 'fascia-media',
    post: '00000000-0000-4000-8000-000000000000',
    proposed: '2027-01-25',
    act: 'decreto del Sindaco',
    actNumber: '4',
    actDay: '2027-01-25',
  },
  async run({ tx, association, actor, reach, now, input, tell }) {
    const on = input.proposed ?? now.today;
    const facts = await factsToChange(tx, association, on);
    const { body, seat } = theSeat(facts, input.body, input.seat);
    if (!isGiven(seat.rule)) throw new Refused(refusals.noCandidates(seatInWords(seat), body.source));
    const post = thePost(facts, input.post);
    mustBeOwn(reach, actor, post.entity);
    const name = (await officeNames(tx, [post.person])).get(post.person) ?? '';
    const populations = await populationsOf(tx, association, { on, entity: post.entity });
    const refused = whyNotEligible(facts, { post, name, body, seat }, populations);
    if (refused.length > 0) throw new Refused(...refused);
    const by = { at: now.instant, by: actor.person };
    const entity = post.entity!;
    const document = input.document ? await storeDocument(tx, association, { file: input.document, entity }, by) : null;
    const { person } = post;
    const one = {
      id: randomUUID(),
      body: body.id,
      seat: seat.id,
      entity,
      person,
      post: post.post,
      proposed: on,
      act: { act: input.act, number: input.actNumber, day: input.actDay ?? null },
      document,
    };
    if (!(await insertCandidate(tx, association, one, by))) throw new Refused(refusals.alreadyCandidate(name));
    tell({
      actingFor: entity,
      after: { candidate: one.id, body: body.id, seat: seat.id, person, proposed: on, act: one.act },
    });
    return { candidate: one.id, proposed: on };
  },
});

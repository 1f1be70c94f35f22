import { z } from 'zod';
import { Refused } from '../../../../kernel/result.ts';
import { text } from '../../../../kernel/text.ts';
import { defineAction } from '../../../../platform/action.ts';
import { requestRefusals } from '../../rules/request-refusals.ts';
import { namesOf } from '../../storage/people.ts';
import { heldPosts } from '../../storage/posts.ts';
import { requestNumbered } from '../../storage/requests.ts';
import { postView } from '../post-shapes.ts';
import { viewsOf } from '../visible-posts.ts';
import { decidedBy } from './decide-request.ts';
import { requestReaders } from './list-requests.ts';
import { peopleIn, requestView, requestViewOf } from './request-shapes.ts';

/** A request with the posts it touches. Refuses `identity/no-such-request`. */
export const showRequest = defineAction({
  name: 'identity/show-access-request',
  title: text('vedere una richiesta di accesso', 'see a request for access'),
  reads: true,
  permission: { capability: 'identity', letter: 'r', roles: requestReaders },
  http: { method: 'GET', path: '/access-requests/:request' },
  input: z.object({ request: z.uuid() }),
  output: requestView.extend({
    posts: z.array(postView).max(1000),
    /** Whether the actor is who authorises or rejects it. */
    decides: z.boolean(),
  }),
  example: { request: '00000000-0000-4000-8000-000000000000' },
  async run({ tx, association, actor, reach, now, input }) {
    const row = await requestNumbered(tx, association, input.request);
    if (!row || (reach !== 'g' && row.entity !== actor.entity)) throw new Refused(requestRefusals.noSuchRequest());
    const held = row.person
      ? await heldPosts(tx, association, { on: now.today, person: row.person, entity: row.entity })
      : [];
    return {
      ...requestViewOf(row, await namesOf(tx, peopleIn([row]))),
      posts: viewsOf(held, { actor, reach, on: now.today }),
      decides: (await decidedBy({ tx, association, actor, now }, [row])).length > 0,
    };
  },
});

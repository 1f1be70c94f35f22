import { z } from 'zod';
import { addDays } from '../../../../kernel/day.ts';
import { Refused } from '../../../../kernel/result.ts';
import { text } from '../../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../../platform/action.ts';
import type { Role } from '../../../../platform/role.ts';
import { postRefusals } from '../../rules/post-refusals.ts';
import { refusals } from '../../rules/refusals.ts';
import { requestRefusals } from '../../rules/request-refusals.ts';
import { closePost, deletePost, heldPost, heldPosts } from '../../storage/posts.ts';
import { type RequestRow, storeRequestState } from '../../storage/requests.ts';
import { addPerson } from '../add-person.ts';
import { givePost, refuseUnfit } from '../give-post.ts';
import { requestIn } from './decide-request.ts';
import { endedBy } from './request-access.ts';
import { tellOfRequest } from './tell-of-request.ts';

/**
 * Does what was asked and authorised, by this very act: gives the post, changes it, or ends it. Refuses
 * `identity/request-stands-otherwise` before it is authorised, `identity/nothing-to-end`, and what refuses a post.
 */
export const carryOutRequest = defineAction({
  name: 'identity/carry-out-access-request',
  title: text('eseguire una richiesta di accesso', 'carry out a request for access'),
  permission: { capability: 'identity', letter: 'x' },
  http: { method: 'POST', path: '/access-requests/:request/execution' },
  input: z.object({ request: z.uuid() }),
  output: z.object({
    request: z.uuid(),
    state: z.literal('done'),
    /** The posts given or ended. */
    posts: z.array(z.uuid()).max(1000),
    isNew: z.boolean(),
  }),
  example: { request: '00000000-0000-4000-8000-000000000000' },
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    const row = await requestIn(context, ['authorised']);
    const { person, posts, isNew } = await done[row.kind](context, row);
    await storeRequestState(tx, association, row.id, {
      state: 'done',
      done_at: now.instant,
      done_by: actor.person,
      person,
    });
    await tellOfRequest(context, 'done', row);
    tell({ actingFor: person, before: { state: row.state }, after: { request: row.id, state: 'done', posts } });
    return { request: input.request, state: 'done' as const, posts, isNew };
  },
});

type Doing = ActionContext<{ request: string }>;
type Done = { readonly person: string; readonly posts: string[]; readonly isNew: boolean };

const done: Readonly<Record<RequestRow['kind'], (context: Doing, row: RequestRow) => Promise<Done>>> = {
  joiner: async ({ also }, row) => {
    const { name, since, until, entity } = row;
    const email = row.email!;
    const role = row.role as Role;
    const { person, post, isNew } = await also(addPerson, { name, email, role, entity, since, until, ...actOf(row) });
    return { person, posts: [post], isNew };
  },
  mover: async ({ tx, association, now }, row) => {
    const old = await heldPost(tx, association, row.post!, now.today);
    if (!old) throw new Refused(refusals.noSuchPost());
    const role = row.role as Role;
    const person = old.person;
    const asked = { person, role, entity: row.entity, since: row.since, until: row.until };
    await refuseUnfit({ tx, association, now }, asked, old.id);
    const lastDay = addDays(row.since, -1);
    if (old.since > lastDay) {
      if (old.since <= now.today) throw new Refused(postRefusals.endsBeforeItBegins(old.since));
      await deletePost(tx, association, old.id);
    } else if (old.until === null || old.until > lastDay) {
      await closePost(tx, association, { id: old.id, until: lastDay, endAct: actText(row) });
    }
    const { post } = await givePost({ tx, association, now }, { ...asked, ...actOf(row) });
    return { person, posts: [old.id, post], isNew: false };
  },
  leaver: async ({ tx, association, now }, row) => {
    const person = row.person!;
    const held = await heldPosts(tx, association, { on: now.today, person, entity: row.entity });
    const ending = endedBy(
      held.filter(({ id }) => row.post === null || id === row.post),
      row.since,
    );
    if (ending.length === 0) throw new Refused(requestRefusals.nothingToEnd());
    for (const post of ending) {
      if (post.since > row.since && post.since > now.today) await deletePost(tx, association, post.id);
      else {
        const lastDay = [row.since, post.since].toSorted().at(-1)!;
        await closePost(tx, association, { id: post.id, until: lastDay, endAct: actText(row) });
      }
    }
    return { person, posts: ending.map(({ id }) => id), isNew: false };
  },
};

function actOf(row: RequestRow) {
  return { act: row.reason.slice(0, 300), actNumber: row.act_number, actDate: row.act_date, actIssuer: row.act_issuer };
}

function actText(row: RequestRow): string {
  return [row.act_number, row.act_issuer, row.reason].filter(Boolean).join(', ').slice(0, 300);
}

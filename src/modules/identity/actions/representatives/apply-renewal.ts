import { z } from 'zod';
import { Refused } from '../../../../kernel/result.ts';
import type { ActionContext } from '../../../../platform/action.ts';
import { renewalRefusals } from '../../rules/renewal-refusals.ts';
import { closePost } from '../../storage/posts.ts';
import { addPerson } from '../add-person.ts';
import { planRenewal } from './renewal.ts';
import type { Renewal } from './renewal-shapes.ts';

export const renewalDone = z.object({
  /** Posts given. */
  given: z.array(z.uuid()).max(2000),
  /** Posts ended. */
  ended: z.array(z.uuid()).max(10_000),
  /** How many accounts were created. */
  registered: z.int().min(0).meta({ format: 'int32' }),
});

/**
 * Ends the posts of who goes and gives those of who comes, all or nothing. Refuses `identity/renewal-incomplete` when the
 * plan has problems, and what refuses a post.
 */
export async function applyRenewal(context: ActionContext<Renewal>): Promise<z.input<typeof renewalDone>> {
  const { tx, association, now, input, tell, also } = context;
  const plan = await planRenewal({ tx, association, now }, input);
  if (plan.problems.length > 0) throw new Refused(renewalRefusals.incomplete(plan.problems));
  const written = (entry: number) => {
    const own = plan.entries[entry]!;
    return {
      act: own.act ?? input.act,
      actNumber: own.actNumber ?? input.actNumber,
      actDate: own.actDate ?? input.actDate,
      actIssuer: own.actIssuer ?? input.actIssuer,
    };
  };
  for (const { post, until, entity, role } of plan.ending) {
    const by = plan.changes.find((change) => change.entity === entity && change.role === role)!;
    const { act, actNumber } = written(by.entry);
    await closePost(tx, association, { id: post, until, endAct: [act, actNumber].filter(Boolean).join(' ') });
  }
  const given: string[] = [];
  let registered = 0;
  for (const { entry, entity, role, name, email, since, stays } of plan.changes) {
    if (stays) continue;
    const { post, isNew } = await also(addPerson, { email, name, role, entity, since, ...written(entry) });
    given.push(post);
    if (isNew) registered += 1;
  }
  const ended = plan.ending.map(({ post }) => post);
  tell({
    before: plan.ending.map(({ post, entity, role }) => ({ post, entity, role })),
    after: { given, ended: plan.ending.map(({ post, until }) => ({ post, until })) },
  });
  return { given, ended, registered };
}

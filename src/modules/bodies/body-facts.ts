import type { Day } from '../../kernel/day.ts';
import type { Tx } from '../../platform/action.ts';
import { documentOn } from '../agreement/index.ts';
import { withReadings } from '../agreement/rules/index.ts';
import { postsBegunBy } from '../identity/index.ts';
import { membersBetween } from '../membership/index.ts';
import type { BodyFacts } from './rules/index.ts';
import { bodyRegisters } from './storage/body-registers.ts';

/** What registers know of the bodies of an association on a day, past or to come. */
export async function bodyFacts(tx: Tx, association: string, on: Day): Promise<BodyFacts> {
  const stored = await documentOn(tx, association, on);
  const members = await membersBetween(tx, { association, from: on, to: on });
  return {
    on,
    agreement: stored && withReadings(stored.document).agreement,
    members: members.map(({ code, name, kind, relation }) => ({ code, name, kind, relation })),
    posts: await postsBegunBy(tx, association, { on }),
    ...(await bodyRegisters(tx, association, on)),
  };
}

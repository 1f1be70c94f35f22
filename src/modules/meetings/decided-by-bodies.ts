import { Refused } from '../../kernel/result.ts';
import type { Asked } from '../../platform/perform.ts';
import { documentOn } from '../agreement/index.ts';
import { clausesInForce, withReadings } from '../agreement/rules/index.ts';
import { bodiesNamed } from './body-names.ts';
import { refusals } from './doors-refusals.ts';
import { matters } from './matters/index.ts';
import { decisionsLike } from './storage/decisions.ts';

/**
 * Where the agreement in force says that a body decides a matter (clause kinds `powers`, `two-step-approval`), whoever makes it hold by an act alone
 * is refused `meetings/body-decides`, with the article and the body. It holds by the decision itself (`publish-ballot`), or by
 * an act once that body has decided on that very thing, and not from a day before it did (`meetings/before-decision`). The operator at the machine's console records what bodies decided
 * before the program was there, and is not asked.
 */
export async function refuseWhatBodiesDecide({ tx, action, actor, now, input }: Asked): Promise<void> {
  const matter = matters.find(({ byAct }) => byAct?.action.name === action.name);
  const { association } = actor;
  if (!matter?.byAct || association === null || actor.kind === 'console') return;
  const stored = await documentOn(tx, association, now.today);
  if (!stored) return;
  const { agreement } = withReadings(stored.document);
  const powers = clausesInForce(agreement, 'powers', now.today).find(({ terms }) => terms.matters.includes(matter.id));
  const twoSteps = clausesInForce(agreement, 'two-step-approval', now.today).find(
    ({ terms }) => terms.matter === matter.id,
  );
  const clause = powers ?? twoSteps;
  if (!clause) return;
  const body = powers?.terms.body ?? twoSteps!.terms.first;
  const subject = String((input as Record<string, unknown>)[matter.byAct.subjectIn]);
  const decided = (await decisionsLike(tx, association, { body, matter: matter.id, kind: 'decision' })).find(
    (decision) => decision.subject === subject,
  );
  if (decided) {
    const since = matter.byAct.sinceIn && (input as Record<string, unknown>)[matter.byAct.sinceIn];
    if (typeof since === 'string' && since < decided.on)
      throw new Refused(refusals.beforeDecision(decided.on, clause.source));
    return;
  }
  const name = (await bodiesNamed(tx, association, now.today)).get(body)?.name;
  throw new Refused(refusals.bodyDecides(matter.title, name ?? { it: body, en: body }, clause.source));
}

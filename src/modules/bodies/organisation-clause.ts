import type { Day } from '../../kernel/day.ts';
import { type Text, text } from '../../kernel/text.ts';
import type { Tx } from '../../platform/action.ts';
import { documentOn } from '../agreement/index.ts';
import { clausesInForce, type InForce, withReadings } from '../agreement/rules/index.ts';
import { bodyFacts } from './body-facts.ts';
import { bodiesFrom } from './rules/index.ts';

/** What the agreement of a day says of texts on the organisation; undefined where it says nothing, or there is none. */
export async function organisationClause(
  tx: Tx,
  association: string,
  on: Day,
): Promise<InForce<'two-step-approval'> | undefined> {
  const stored = await documentOn(tx, association, on);
  if (!stored) return undefined;
  const { agreement } = withReadings(stored.document);
  return clausesInForce(agreement, 'two-step-approval', on).find(({ terms }) => terms.matter === 'organisation');
}

/** What the body of the first step is called. */
export async function firstBodyName(
  tx: Tx,
  association: string,
  { on, clause }: { readonly on: Day; readonly clause: InForce<'two-step-approval'> | undefined },
): Promise<Text> {
  if (!clause) return text('primo atto', 'first act');
  const bodies = bodiesFrom(await bodyFacts(tx, association, on));
  return bodies.find(({ id }) => id === clause.terms.first)?.name ?? text(clause.terms.first, clause.terms.first);
}

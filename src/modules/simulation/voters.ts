import { type Day, day } from '../../kernel/day.ts';
import type { Fraction } from '../../kernel/fraction.ts';
import { toDecimal } from '../../kernel/fraction.ts';
import type { Agreement, AgreementDocument, ClauseKind } from '../agreement/rules/index.ts';
import { bodiesOf, type Voter } from '../meetings/rules/index.ts';
import type { EntityFacts, Fields } from './facts.ts';

/** Facts that carry no date ask for the rules as they were last written. */
export const latest: Day = day('9999-12-31');

/** The entities of a meeting; the lead is known by its kind (a union, a province) or by its code. */
export function votersOf(entities: readonly EntityFacts[], { lead }: Agreement): Voter[] {
  const byKind = lead.kind !== 'comune' && lead.kind !== 'other';
  return entities.map((entity) => ({
    ...entity,
    lead: byKind ? entity.kind === lead.kind : entity.code === lead.code,
  }));
}

/**
 * The body that the facts name. Where the agreement has clauses of these kinds, a body that none of its clauses knows is a
 * problem; without such clauses the rule is refused later, whatever the body.
 */
export function readBody(
  fields: Fields,
  document: AgreementDocument,
  kinds: readonly ClauseKind[],
): string | undefined {
  const body = fields.text('body', { mandatory: true });
  if (body === undefined || !document.clauses.some(({ kind }) => kinds.includes(kind))) return body;
  const known = bodiesOf(document);
  if (known.includes(body)) return body;
  fields.report(
    'body',
    `La convenzione non ha un organo «${body}»; quelli che conosce sono: ${known.join(', ')}.`,
    `The agreement has no body "${body}"; those it knows are: ${known.join(', ')}.`,
  );
  return undefined;
}

/** A number of votes for JSON: whole, or with one decimal. */
export function votesNumber(votes: Fraction): number {
  return Number(toDecimal(votes, 1));
}

import { zero } from '../../kernel/fraction.ts';
import type { Cents } from '../../kernel/money.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { text } from '../../kernel/text.ts';
import { type Agreement, clausesInForce, type InForce, theClause } from '../agreement/rules/index.ts';
import {
  ballotOf,
  bodiesOf,
  countsWeights,
  pollOf,
  refusals,
  type Tally,
  type Vote,
  type VoteWeights,
  votes as voteValues,
  weighVotes,
} from '../meetings/rules/index.ts';
import type { EntityFacts } from './facts.ts';
import { readFacts } from './read-facts.ts';
import type { Simulated, Simulation } from './simulation.ts';
import { latest, readBody, votersOf, votesNumber } from './voters.ts';
import { readTotalSpending } from './weights.ts';

type BallotFacts = {
  readonly body: string;
  readonly call: number;
  readonly entities: readonly EntityFacts[];
  readonly present: readonly string[];
  readonly votes: ReadonlyMap<string, Vote>;
  readonly totalSpending: { readonly amount: Cents | undefined };
};

const known = ['body', 'call', 'entities', 'present', 'votes', 'totalSpending'];

/** Whether a vote is valid and what it decides (R-LC-4 to R-LC-6, R-VV-7, R-EV-2). */
export const ballot: Simulation<BallotFacts> = {
  rule: 'ballot',
  title: text('esito di una votazione', 'outcome of a vote'),
  check: (raw, agreement) =>
    readFacts<BallotFacts>(raw, known, (fields) => {
      const body = readBody(fields, agreement.document, ['quorum', 'majority', 'poll']);
      const poll = body !== undefined && isPoll(agreement, body);
      const entities = fields.entities('entities', { directCosts: true });
      const present = fields.codes('present', entities, { mandatory: body !== undefined && !poll });
      const there = present && new Set<string>(present);
      const votes = fields.byCode('votes', entities, (vote, path) => fields.reader.choice(vote, path, voteValues), {
        mandatory: true,
      });
      for (const code of votes?.keys() ?? []) {
        if (there === undefined || there.has(code)) continue;
        fields.reader.report(
          `votes.${code}`,
          `«${code}» non è tra i presenti: non può aver votato.`,
          `"${code}" is not among those present: it cannot have voted.`,
        );
      }
      return {
        body,
        call: fields.whole('call', { least: 1, most: callsOf(agreement, body) }) ?? 1,
        entities: entities.list,
        present: present ?? entities.list.map(({ code }) => code),
        votes,
        totalSpending: readTotalSpending(fields, agreement, { body: poll ? undefined : body, on: latest }),
      };
    }),
  run: (facts, agreement) => (isPoll(agreement, facts.body) ? runPoll(facts, agreement) : runBallot(facts, agreement)),
};

function isPoll({ document }: Agreement, body: string): boolean {
  return bodiesOf(document, ['poll']).includes(body);
}

/** A first and a second call, and the further ones that the body's clause knows. */
function callsOf(agreement: Agreement, body: string | undefined): number {
  return clausesInForce(agreement, 'quorum', latest)
    .filter(({ terms }) => body !== undefined && terms.bodies.includes(body))
    .reduce((most, { terms }) => Math.max(most, terms.calls.length), 2);
}

function runPoll({ body, entities, votes }: BallotFacts, agreement: Agreement): Result<Simulated> {
  const clause = theClause(agreement, 'poll', latest, (terms) => terms.body === body);
  if (!clause.ok) return clause;
  const declaring = new Set([...votes].flatMap(([code, vote]) => (vote === 'yes' ? [code] : [])));
  const asked = votersOf(entities, agreement).map(({ code, lead }) => ({ code, lead: lead === true }));
  const poll = pollOf({ entities: asked, declaring }, clause.value);
  if (!poll.ok) return poll;
  const { entitled, required, inFavour, approved, explain } = poll.value;
  return ok({
    result: {
      quorum: { required, present: inFavour, met: inFavour >= required },
      majority: { base: entitled, required, yes: inFavour },
      outcome: approved ? 'approved' : 'rejected',
    },
    explain: () => ({ '': explain() }),
  });
}

function runBallot(facts: BallotFacts, agreement: Agreement): Result<Simulated> {
  const { body, call, entities, present, votes } = facts;
  const quorum = clauseOfBody(agreement, 'quorum', body);
  if (!quorum.ok) return quorum;
  const majority = clauseOfBody(agreement, 'majority', body);
  if (!majority.ok) return majority;
  const weighed = countsWeights(majority.value) ? weighedFor(facts, agreement) : undefined;
  if (weighed && !weighed.ok) return weighed;
  const weightOf = new Map(weighed?.value.weights.map((each) => [each.entity, each]));
  const found = ballotOf(
    {
      entitled: entities.length,
      call,
      division: {
        present,
        votes,
        weightOf: (entity) => weightOf.get(entity)?.weight ?? zero,
        weightTraces: () => present.flatMap((entity) => weightOf.get(entity)?.explain() ?? []),
      },
    },
    { quorum: quorum.value, majority: majority.value },
  );
  return ok({
    result: {
      quorum: { required: found.quorum.required, present: found.quorum.present, met: found.quorum.met },
      majority: {
        ...tally(found.majority),
        ...(found.majority.heads ? { heads: tally(found.majority.heads) } : {}),
      },
      outcome: found.outcome,
    },
    explain: () => ({ '': found.explain() }),
  });
}

function weighedFor({ body, entities, totalSpending }: BallotFacts, agreement: Agreement): Result<VoteWeights> {
  const clause = theClause(agreement, 'vote-weights', latest);
  if (!clause.ok) return clause;
  const ofBody = clausesInForce(agreement, 'vote-weights', latest).find(({ terms }) => terms.body === body);
  if (!ofBody) return refuse(refusals.notRegulated(body, 'weights', agreement.document));
  return weighVotes({ voters: votersOf(entities, agreement), totalSpending: totalSpending.amount }, ofBody);
}

function clauseOfBody<K extends 'quorum' | 'majority'>(
  agreement: Agreement,
  kind: K,
  body: string,
): Result<InForce<K>> {
  const any = theClause(agreement, kind, latest);
  if (!any.ok) return any;
  const found = clausesInForce(agreement, kind, latest).find(
    ({ terms }) => terms.bodies.includes(body) && !('matters' in terms && terms.matters !== undefined),
  );
  return found ? ok(found) : refuse(refusals.notRegulated(body, 'ballot', agreement.document));
}

function tally({ base, required, yes }: Tally) {
  return { base: votesNumber(base), required: Number(required), yes: votesNumber(yes) };
}

import { z } from 'zod';
import { ballotOutcomes, ballotStates } from '../rules/index.ts';
import type { StoredBallot } from '../storage/ballots.ts';
import { localTimeShape, shownTime } from './shapes.ts';

export const ballotHead = z.object({
  number: z.int().min(1).meta({ format: 'int32' }),
  item: z.int().min(1).meta({ format: 'int32' }),
  question: z.string().max(500),
  kind: z.enum(['proposal', 'election']),
  candidates: z.array(z.string().max(200)),
  way: z.enum(['open', 'secret']),
  clause: z.string().max(100),
  state: z.enum(ballotStates),
  repeats: z.int().nullable(),
  started: localTimeShape.nullable(),
  stopped: localTimeShape.nullable(),
  voidReason: z.string().nullable(),
  outcome: z.enum(ballotOutcomes).nullable(),
});

export function ballotHeadOf(ballot: StoredBallot): z.input<typeof ballotHead> {
  const { number, item, question, kind, candidates, way, clause, state, repeats, voidReason, outcome } = ballot;
  return {
    number,
    item,
    question,
    kind,
    candidates: [...candidates],
    way,
    clause,
    state,
    repeats,
    started: shownTime(ballot.started),
    stopped: shownTime(ballot.stopped),
    voidReason,
    outcome,
  };
}

import { fraction } from '../../../kernel/fraction.ts';
import { type Cents, timesHalfUp } from '../../../kernel/money.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { refusals } from './refusals.ts';

/**
 * The ways in which an entity gives staff: the four of the law, and for the time that an intervention takes.
 * Source: Calatino, art. 7, 3rd paragraph; Lecco, art. 3, 4th point.
 */
export const requestForms = ['seconded', 'detached', 'shared', 'part-assigned', 'time'] as const;
export type RequestForm = (typeof requestForms)[number];

export const requestStates = ['asked', 'accepted', 'declined', 'withdrawn'] as const;
export type RequestState = (typeof requestStates)[number];

/** A request is answered, or withdrawn, while it waits. Refuses `staffing/already-answered`. */
export function mayAnswer({ state }: { readonly state: RequestState }): Result<true> {
  return state === 'asked' ? ok(true) : refuse(refusals.alreadyAnswered());
}

/** Staff that an entity lends, whose expense it has back. */
export const lentKinds = ['seconded', 'detached', 'shared', 'part-assigned'] as const;

export const claimStates = ['claimed', 'approved', 'refused', 'paid'] as const;
export type ClaimState = (typeof claimStates)[number];

/**
 * What an entity has back for somebody it lends: the cost of the year for the part that works for the service, half-up to the cent.
 * Source: Valdarno e Valdisieve, art. 13 c. 5 (rule R-VV-5).
 */
export function claimedFor(cost: Cents, percentage: number): Cents {
  return timesHalfUp(cost, fraction(percentage, 100));
}

/** From claimed to approved or refused, from approved to paid. Refuses `staffing/not-now`. */
export function mayBecome(from: ClaimState, to: ClaimState): Result<true> {
  const next: Readonly<Record<ClaimState, readonly ClaimState[]>> = {
    claimed: ['approved', 'refused'],
    approved: ['paid'],
    refused: [],
    paid: [],
  };
  return next[from].includes(to) ? ok(true) : refuse(refusals.notNow());
}

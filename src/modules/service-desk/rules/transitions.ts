import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { PauseReason } from './clock/index.ts';
import type { Party } from './party.ts';
import { refusals } from './refusals.ts';
import { openStates, type Ticket, type TicketState } from './ticket.ts';

/** What can be done to a request once it is there. */
export const acts = [
  'comment',
  'note',
  'assign',
  'set-priority',
  'set-service',
  'set-level',
  'wait',
  'resume',
  'correct-wait',
  'solve',
  'close',
  'withdraw',
  'reopen',
  'refuse',
  'merge',
  'absorb',
  'unmerge',
  'split',
  'set-parent',
  'link',
  'ask-task',
  'answer-task',
  'rate',
  'undo',
] as const;
export type Act = (typeof acts)[number];

type Transition = {
  readonly from: readonly TicketState[];
  /** `stays`: as it was; `standing`: waiting, assigned or new, as its wait and its assignee say; `standing-while-open`: so too, unless it has ended. */
  readonly to: TicketState | 'stays' | 'standing' | 'standing-while-open';
  readonly by: readonly Party[];
  /** Who else may, by what it waits for. */
  readonly waiting?: Readonly<Partial<Record<PauseReason, readonly Party[]>>>;
};

const desk = ['office', 'head'] as const satisfies readonly Party[];
const workers = [...desk, 'supplier'] as const satisfies readonly Party[];
const everybody = [...workers, 'referent', 'requester'] as const satisfies readonly Party[];
const unmerged = [...openStates, 'solved', 'closed', 'refused'] as const satisfies readonly TicketState[];

/** From where to where, and for whom. */
export const transitions: Readonly<Record<Act, Transition>> = {
  comment: { from: [...openStates, 'solved'], to: 'stays', by: everybody },
  note: { from: unmerged, to: 'stays', by: desk },
  assign: { from: openStates, to: 'standing', by: desk },
  'set-priority': { from: openStates, to: 'stays', by: desk },
  'set-service': { from: openStates, to: 'stays', by: desk },
  'set-level': { from: openStates, to: 'standing', by: desk },
  wait: { from: openStates, to: 'waiting', by: desk },
  resume: {
    from: ['waiting'],
    to: 'standing',
    by: desk,
    waiting: {
      material: ['referent'],
      person: ['requester', 'referent'],
      referent: ['referent'],
      supplier: ['supplier'],
    },
  },
  'correct-wait': { from: [...openStates, 'solved', 'closed'], to: 'standing-while-open', by: desk },
  solve: { from: openStates, to: 'solved', by: workers },
  close: { from: ['solved'], to: 'closed', by: [...desk, 'referent', 'requester'] },
  withdraw: { from: openStates, to: 'closed', by: ['referent', 'requester'] },
  reopen: { from: ['solved', 'closed', 'refused'], to: 'standing', by: [...desk, 'referent', 'requester'] },
  refuse: { from: openStates, to: 'refused', by: desk },
  merge: { from: openStates, to: 'merged', by: desk },
  absorb: { from: openStates, to: 'stays', by: desk },
  unmerge: { from: ['merged'], to: 'stays', by: desk },
  split: { from: unmerged, to: 'stays', by: desk },
  'set-parent': { from: openStates, to: 'stays', by: desk },
  link: { from: openStates, to: 'stays', by: desk },
  'ask-task': { from: openStates, to: 'waiting', by: desk },
  'answer-task': { from: openStates, to: 'standing', by: [...desk, 'referent'] },
  rate: { from: ['solved', 'closed'], to: 'stays', by: ['requester'] },
  undo: { from: unmerged, to: 'stays', by: workers },
};

const dayLong = 24 * 60 * 60 * 1000;
/** For how long what is closed can be opened again. */
export const reopenDays = 30;

/**
 * Whether an act can be done to the request as it stands, by whom.
 *
 * @param now milliseconds since 1970
 * Refuses `service-desk/not-for-this-post`, `service-desk/not-in-this-state`, `service-desk/closed-too-long`.
 */
export function mayDo(
  act: Act,
  ticket: Pick<Ticket, 'state' | 'wait' | 'closedAt'>,
  { party, now }: { readonly party: Party; readonly now: number },
): Result<true> {
  const { from, by, waiting } = transitions[act];
  const byItsWait = ticket.wait === null ? [] : (waiting?.[ticket.wait] ?? []);
  if (![...by, ...Object.values(waiting ?? {}).flat()].includes(party)) return refuse(refusals.notForThisPost(act));
  if (!from.includes(ticket.state)) return refuse(refusals.notInThisState(act, ticket.state));
  if (![...by, ...byItsWait].includes(party)) return refuse(refusals.notForThisPost(act));
  if (act === 'reopen' && ticket.closedAt !== null && now > ticket.closedAt + reopenDays * dayLong)
    return refuse(refusals.closedTooLong(reopenDays));
  return ok(true);
}

/** The acts that somebody can do now: for buttons. */
export function actsOf(
  ticket: Pick<Ticket, 'state' | 'wait' | 'closedAt'>,
  who: { readonly party: Party; readonly now: number },
): readonly Act[] {
  return acts.filter((act) => mayDo(act, ticket, who).ok);
}

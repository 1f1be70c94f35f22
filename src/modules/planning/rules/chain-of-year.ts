import { addMonths, type Day, yearOf } from '../../../kernel/day.ts';
import type { InForce } from '../../agreement/rules/index.ts';
import { approvalChain, brokenLinks, type ChainLink, chainLinks } from './approval-chain.ts';
import type { Obligation } from './obligation.ts';

/** A sitting as the chain sees it. */
export type ChainMeeting = {
  readonly number: number;
  readonly on: Day;
  readonly convened: Day | null;
  readonly held: boolean;
  /** Which call it was opened in, once it was. */
  readonly call: number | null;
};

/** Where a link stands: done in time, done too late, to do, not done and its day has passed, not needed any more. */
export type LinkState = 'done' | 'late' | 'open' | 'missed' | 'spared';
export type LinkOnDay = {
  readonly link: ChainLink;
  readonly by: Day;
  readonly done: Day | null;
  readonly state: LinkState;
  /** An earlier link that is broken makes this one impossible by its day. */
  readonly blockedBy: ChainLink | null;
};
export type ChainOnDay = {
  readonly links: readonly LinkOnDay[];
  /** The first thing still to do. */
  readonly next: ChainLink | null;
  /** The sitting that the chain passes through, where there is one. */
  readonly meeting: ChainMeeting | null;
};

/**
 * The chain of a year as it stands on a day: counted backwards from the obligation to send the approved plan; undefined where
 * no clause asks for that, or the notice has no term in days.
 *
 * @param doneOf the day an obligation was fulfilled
 * @param meetings of the body that the notice is for, in order of day, without cancelled ones
 */
export function chainOfYear(
  obligations: readonly Obligation[],
  notice: InForce<'notice'> | undefined,
  facts: {
    readonly on: Day;
    readonly doneOf: (obligation: Obligation) => Day | null;
    readonly meetings: readonly ChainMeeting[];
  },
): ChainOnDay | undefined {
  const transmission = obligations.find(({ link }) => link === 'transmission');
  if (!transmission || !notice) return undefined;
  const chain = approvalChain(transmission.due, notice);
  if (!chain) return undefined;
  const proposed = obligations
    .filter(({ link }) => link === 'proposal')
    .flatMap((obligation) => facts.doneOf(obligation) ?? [])
    .toSorted()[0];
  const sent = facts.doneOf(transmission);
  const meeting = meetingOfChain(facts.meetings, chain.proposal, sent);
  const done = new Map<ChainLink, Day>();
  if (proposed) done.set('proposal', proposed);
  if (meeting?.convened) done.set('notice', meeting.convened);
  if (meeting?.held) done.set(meeting.call === 2 ? 'second-call' : 'first-call', meeting.on);
  if (sent) done.set('transmission', sent);
  const broken = new Set(brokenLinks(chain, { done, on: facts.on }));
  const met = done.has('first-call') || done.has('second-call');
  const links = chainLinks.map((link, place): LinkOnDay => {
    const when = done.get(link) ?? null;
    const state: LinkState =
      when !== null
        ? broken.has(link)
          ? 'late'
          : 'done'
        : link.endsWith('-call') && met
          ? 'spared'
          : broken.has(link)
            ? 'missed'
            : 'open';
    const blockedBy = chainLinks.slice(0, place).findLast((earlier) => blocks(earlier, broken, done)) ?? null;
    return { link, by: chain[link], done: when, state, blockedBy: state === 'open' ? blockedBy : null };
  });
  const next = links.find(({ state }) => state === 'open' || state === 'missed')?.link ?? null;
  return { links, next, meeting };
}

/** A link done late, or missed, leaves less time than the next one needs; the first call alone does not, there is a second. */
function blocks(link: ChainLink, broken: ReadonlySet<ChainLink>, done: ReadonlyMap<ChainLink, Day>): boolean {
  if (link === 'first-call') return false;
  return broken.has(link) && !(link === 'second-call' && done.has('first-call'));
}

/** The first sitting from a month before the proposal's last day on; none after the plan was sent. */
function meetingOfChain(meetings: readonly ChainMeeting[], proposal: Day, sent: Day | null): ChainMeeting | null {
  const from = addMonths(proposal, -1);
  const fitting = meetings.filter(
    ({ on }) => on >= from && yearOf(on) === yearOf(proposal) && (sent === null || on <= sent),
  );
  return fitting.find(({ held }) => held) ?? fitting[0] ?? null;
}

import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { refusals } from './refusals.ts';

export const announcementKinds = ['problem', 'planned'] as const;
export type AnnouncementKind = (typeof announcementKinds)[number];

/** What it does to the services it touches. */
export const impacts = ['down', 'slow', 'none'] as const;
export type Impact = (typeof impacts)[number];

export const outcomes = ['solved', 'done', 'cancelled'] as const;
export type Outcome = (typeof outcomes)[number];

/** Where it has got to, as an update says; the last of each kind close it. */
export const stages = ['found', 'watched', 'solved', 'announced', 'begun', 'done', 'cancelled'] as const;
export type Stage = (typeof stages)[number];
export const stagesOf: Readonly<Record<AnnouncementKind, readonly Stage[]>> = {
  problem: ['found', 'watched', 'solved'],
  planned: ['announced', 'begun', 'done', 'cancelled'],
};

/** What an announcement says about a service that it touches. */
export type Announced = {
  readonly kind: AnnouncementKind;
  /** Codes of the catalogue; none: all of them. */
  readonly services: readonly string[];
  readonly impact: Impact;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  readonly closedAt: Date | null;
};

export const standings = ['now', 'coming', 'over'] as const;
export type AnnouncementStanding = (typeof standings)[number];

/** A problem lasts until somebody closes it; planned work is over when its time is, whoever forgets to say so. */
export function standingAt({ kind, startsAt, endsAt, closedAt }: Announced, now: Date): AnnouncementStanding {
  if (closedAt !== null) return 'over';
  if (kind === 'planned' && endsAt !== null && endsAt <= now) return 'over';
  return startsAt > now ? 'coming' : 'now';
}

export const serviceStates = ['works', 'maintenance', 'slow', 'down'] as const;
export type ServiceState = (typeof serviceStates)[number];

/** How a service is: the worst of what is going on and touches it. */
export function serviceStateAt(service: string, announced: readonly Announced[], now: Date): ServiceState {
  const states = announced
    .filter(({ services }) => services.length === 0 || services.includes(service))
    .filter((one) => standingAt(one, now) === 'now')
    .map(({ kind, impact }): ServiceState => {
      if (impact === 'none') return 'works';
      return kind === 'planned' ? 'maintenance' : impact;
    });
  return serviceStates.findLast((state) => states.includes(state)) ?? 'works';
}

/** How an update closes it; null where it goes on. */
export function outcomeOf(stage: Stage): Outcome | null {
  return stage === 'solved' || stage === 'done' || stage === 'cancelled' ? stage : null;
}

/** Whether an update can say so. Refuses `knowledge/announcement-closed` and `knowledge/stage-of-others`. */
export function mayUpdate({ kind, closedAt }: Pick<Announced, 'kind' | 'closedAt'>, stage: Stage): Result<true> {
  if (closedAt !== null) return refuse(refusals.announcementClosed());
  return stagesOf[kind].includes(stage) ? ok(true) : refuse(refusals.stageOfOthers());
}

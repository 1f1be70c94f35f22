import { ok, type Result, refuse } from '../../../../kernel/result.ts';
import { remoteRefusals } from './refusals.ts';

/** A session as far as its rules go. */
export type RemoteSession = {
  /** Null where the consent was given by voice. */
  readonly requester: string | null;
  readonly technician: string;
  readonly expiresAt: Date;
  readonly granted: boolean | null;
  readonly beganAt: Date | null;
  readonly endedAt: Date | null;
};

export const remoteStates = ['asked', 'granted', 'refused', 'expired', 'running', 'ended', 'withdrawn'] as const;
export type RemoteState = (typeof remoteStates)[number];

/** Where a session stands; a consent neither given nor used in time is worth nothing. */
export function remoteState({ granted, beganAt, endedAt, expiresAt }: RemoteSession, now: Date): RemoteState {
  if (endedAt !== null) return beganAt === null ? 'withdrawn' : 'ended';
  if (beganAt !== null) return 'running';
  if (granted === false) return 'refused';
  if (now >= expiresAt) return 'expired';
  return granted ? 'granted' : 'asked';
}

export const standsOpen = (state: RemoteState) => state === 'asked' || state === 'granted' || state === 'running';

type Who = { readonly person: string | null; readonly head: boolean };

/** Only who needs help answers. Refuses `service-desk/consent-of-another`, `service-desk/consent-too-late`. */
export function mayAnswer(session: RemoteSession, { person }: Who, now: Date): Result<true> {
  if (person === null || person !== session.requester) return refuse(remoteRefusals.consentOfAnother());
  return remoteState(session, now) === 'asked' ? ok(true) : refuse(remoteRefusals.consentTooLate());
}

/** Only who asked connects, with the consent. Refuses `service-desk/not-the-technician`, `service-desk/no-consent`. */
export function mayBegin(session: RemoteSession, { person }: Who, now: Date): Result<true> {
  if (person !== session.technician) return refuse(remoteRefusals.notTheTechnician());
  return remoteState(session, now) === 'granted' ? ok(true) : refuse(remoteRefusals.noConsent());
}

/**
 * Who connected, who let him, and the head end it; what has not begun is taken back.
 * Refuses `service-desk/not-the-technician`, `service-desk/session-over`.
 */
export function mayEnd(session: RemoteSession, { person, head }: Who, now: Date): Result<true> {
  const isTheirs = person !== null && (person === session.technician || person === session.requester);
  if (!head && !isTheirs) return refuse(remoteRefusals.notTheTechnician());
  return standsOpen(remoteState(session, now)) ? ok(true) : refuse(remoteRefusals.sessionOver());
}

/** Whole minutes that it lasted, those begun counted; null before it ends. */
export function minutesLasted({ beganAt, endedAt }: Pick<RemoteSession, 'beganAt' | 'endedAt'>): number | null {
  if (beganAt === null || endedAt === null) return null;
  return Math.ceil((endedAt.getTime() - beganAt.getTime()) / 60_000);
}

import { randomBytes } from 'node:crypto';
import type { Now, Tx } from '../../../platform/action.ts';
import { sealText, unsealText } from '../../../platform/secrets/sealing-key.ts';
import type { StepKind } from '../storage/sign-in-tables.ts';
import { insertStep, spendChallenge } from '../storage/steps.ts';
import { tokenHash } from './open-session.ts';

/** How long what was begun may be finished, in minutes. */
export const stepMinutes: Readonly<Record<StepKind, number>> = {
  'second-step': 10,
  passkey: 5,
  'new-passkey': 10,
  proof: 5,
  reset: 60,
  invitation: 7 * 24 * 60,
};

/** Writes down what was begun; gives the token without which it cannot be finished. */
export async function beginStep(
  tx: Tx,
  step: { readonly kind: StepKind; readonly person: string | null; readonly challenge?: string; readonly now: Now },
): Promise<string> {
  const { kind, person, challenge, now } = step;
  const token = randomBytes(32).toString('base64url');
  await insertStep(tx, {
    token_sha256: tokenHash(token),
    kind,
    person,
    challenge: challenge ?? null,
    created: now.instant,
    expires: new Date(now.instant.getTime() + stepMinutes[kind] * 60_000),
  });
  return token;
}

/** A new challenge for a passkey to sign, in base64url. */
export function newChallenge(): string {
  return randomBytes(32).toString('base64url');
}

const aboutChallenge = 'passkey sign-in';

/** A challenge as a form carries it: sealed, with the moment until which it may be signed. */
export function sealedChallenge(challenge: string, now: Now): string {
  const until = now.instant.getTime() + stepMinutes.passkey * 60_000;
  return sealText(`${until} ${challenge}`, aboutChallenge);
}

/** The challenge that a form carried; undefined when it was not made here, or has expired. */
export function carriedChallenge(sealed: string, now: Now): string | undefined {
  const [until, challenge] = unsealText(sealed, aboutChallenge)?.split(' ') ?? [];
  return challenge && Number(until) > now.instant.getTime() ? challenge : undefined;
}

/** Uses a challenge up; false when it was used before. */
export function useChallenge(tx: Tx, challenge: string, now: Now): Promise<boolean> {
  const expires = new Date(now.instant.getTime() + stepMinutes.passkey * 60_000);
  return spendChallenge(tx, { token_sha256: tokenHash(challenge), created: now.instant, expires });
}

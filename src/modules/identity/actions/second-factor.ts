import { createHash, randomInt } from 'node:crypto';
import { generateSecret, generateURI, verify } from 'otplib';
import type { Now, Tx } from '../../../platform/action.ts';
import { sealText, unsealText } from '../../../platform/secrets/sealing-key.ts';
import {
  bareRecoveryCode,
  readCode,
  recoveryCodes,
  recoveryLength,
  recoveryLetters,
  writtenRecoveryCode,
} from '../rules/recovery-code.ts';
import {
  type Factors,
  lockAuthenticator,
  replaceRecoveryCodes,
  spendRecoveryCode,
  storeLastStep,
} from '../storage/factors.ts';

const period = 30;

/** Whether somebody has a second factor to give: recovery codes alone are none. */
export function hasSecondFactor({ authenticator, passkeys }: Factors): boolean {
  return authenticator !== null || passkeys.length > 0;
}

/**
 * A new secret for a code app, in base32 and as the address that its QR code carries; `sealed` is the form's to carry.
 *
 * @param again what a form carried: its secret comes back, where it was made for this person
 */
export function newAuthenticator(
  person: string,
  { label, again }: { readonly label: string; readonly again?: string | undefined },
) {
  const secret = (again && proposedSecret(again, person)) || generateSecret({ length: 20 });
  return {
    secret,
    address: generateURI({ issuer: 'Comunanza', label, secret, period }),
    sealed: sealText(secret, aboutProposal(person)),
  };
}

/** The secret that a form carried, where it was made for this person. */
export function proposedSecret(sealed: string, person: string): string | undefined {
  return unsealText(sealed, aboutProposal(person));
}

/** The secret as the table keeps it. */
export function keptSecret(secret: string, person: string): string {
  return sealText(secret, `authenticator ${person}`);
}

/**
 * The thirty seconds that a code is of: now, just before or just after, and later than `after`; undefined when it is of
 * none. Source: RFC 6238, sections 5.2 and 6.
 */
export async function stepOfCode(
  secret: string,
  code: string,
  { now, after }: { readonly now: Now; readonly after: number },
): Promise<number | undefined> {
  const epoch = Math.floor(now.instant.getTime() / 1000);
  const answer = await verify({
    secret,
    token: code,
    epoch,
    period,
    epochTolerance: period,
    ...(after > 0 ? { afterTimeStep: after } : {}),
  });
  return answer.valid && 'timeStep' in answer ? answer.timeStep : undefined;
}

/** Spends what was typed: a code of the app or a recovery code, once; undefined when it is neither. */
export async function spendCode(
  tx: Tx,
  person: string,
  { typed, now }: { readonly typed: string; readonly now: Now },
): Promise<'app' | 'recovery' | undefined> {
  const read = readCode(typed);
  if (!read) return undefined;
  if (read.kind === 'recovery') {
    const spent = await spendRecoveryCode(tx, person, { hash: recoveryHash(read.code), at: now.instant });
    return spent ? 'recovery' : undefined;
  }
  const kept = await lockAuthenticator(tx, person);
  const secret = kept && unsealText(kept.secret, `authenticator ${person}`);
  if (!kept || secret === undefined) return undefined;
  const step = await stepOfCode(secret, read.code, { now, after: kept.lastStep });
  if (step === undefined) return undefined;
  await storeLastStep(tx, person, step);
  return 'app';
}

/** New recovery codes in place of the old ones, as they are shown once. */
export async function newRecoveryCodes(tx: Tx, person: string, now: Now): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodes }, () =>
    Array.from({ length: recoveryLength }, () => recoveryLetters[randomInt(recoveryLetters.length)]).join(''),
  );
  await replaceRecoveryCodes(tx, person, { hashes: codes.map(recoveryHash), created: now.instant });
  return codes.map(writtenRecoveryCode);
}

function recoveryHash(code: string): string {
  return createHash('sha256').update(bareRecoveryCode(code)).digest('hex');
}

function aboutProposal(person: string): string {
  return `proposed authenticator ${person}`;
}

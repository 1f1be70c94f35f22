/** Letters and figures that are not taken for one another, 32 of them: five bits each. */
export const recoveryLetters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** How many codes a person has, and how many characters each: eighty bits. */
export const recoveryCodes = 10;
export const recoveryLength = 16;

/** A recovery code as it is compared: without the spaces and dashes it is written with, in capitals. */
export function bareRecoveryCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]+/g, '');
}

/** `ABCDEFGHJKLMNPQR` as people read it: `ABCD-EFGH-JKLM-NPQR`. */
export function writtenRecoveryCode(bare: string): string {
  return bare.replace(/(.{4})(?=.)/g, '$1-');
}

/** What was typed into the field of codes: six figures of an app, or a recovery code; undefined when it is neither. */
export function readCode(typed: string): { readonly kind: 'app' | 'recovery'; readonly code: string } | undefined {
  const bare = bareRecoveryCode(typed);
  if (/^\d{6}$/.test(bare)) return { kind: 'app', code: bare };
  return bare.length === recoveryLength && [...bare].every((letter) => recoveryLetters.includes(letter))
    ? { kind: 'recovery', code: bare }
    : undefined;
}

import type { Refusal } from '../../../kernel/result.ts';
import { type Language, type Text, text } from '../../../kernel/text.ts';
import { signInMessages } from '../sign-in-messages.ts';

/** Local time to the minute: *21 nov 2026, 12:00*. */
export function whenWords(at: string, language: Language): string {
  return new Intl.DateTimeFormat(language === 'it' ? 'it-IT' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Europe/Rome',
  }).format(new Date(at));
}

/** How somebody came in: *password, due passaggi*. */
export function methodWords(
  { method, level }: { readonly method: 'password' | 'passkey' | 'oidc' | 'spid' | 'cie'; readonly level: number },
  language: Language,
): string {
  const m = signInMessages[language];
  return [m[`method_${method}`], method === 'password' && level > 1 && m.twoSteps].filter(Boolean).join(', ');
}

/** Which try failed. */
export function triedWords(action: string, language: Language): string {
  const m = signInMessages[language];
  if (action === 'identity/sign-in') return m.triedPassword;
  return action === 'identity/prove-again' ? m.triedProof : m.triedCode;
}

/** A sentence of these messages, in both languages. */
export function bothLanguages(said: (m: (typeof signInMessages)['it']) => string): Text {
  return text(said(signInMessages.it), said(signInMessages.en));
}

/** Whether a refusal asks for a fresh proof: the page leads to where it is given. */
export function freshProofNeeded({ code }: Refusal): boolean {
  return code === 'identity/fresh-proof-needed';
}

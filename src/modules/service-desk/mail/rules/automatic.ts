import { type Text, text } from '../../../../kernel/text.ts';

type Headers = ReadonlyMap<string, string>;

const outOfOffice =
  /^\s*(risposta automatica|automatic reply|auto(matische)?[- ]?(reply|antwort|risposta)|fuori (sede|ufficio)|out of (the )?office|assente|abwesenheit)\b/i;
const ofPrograms =
  /^(mailer-daemon|postmaster|no-?reply|non-?rispondere|donotreply|do-not-reply|bounce[sd]?)([+-].*)?@/i;

/**
 * Why nobody wrote a letter, by its headers (names in small letters); undefined where somebody did. What a program writes opens
 * nothing and is answered by nothing, so that two programs never write to each other.
 */
export function whyAutomatic(
  headers: Headers,
  { from, subject }: { readonly from: string; readonly subject: string },
): Text | undefined {
  const submitted = headers.get('auto-submitted')?.trim().toLowerCase() ?? 'no';
  if (!/^no\b/.test(submitted) && submitted !== '') return says.replies;
  if (/^(bulk|junk|list|auto_reply)\b/i.test(headers.get('precedence')?.trim() ?? '')) return says.many;
  if (/\b(all|oof|autoreply)\b/i.test(headers.get('x-auto-response-suppress') ?? '')) return says.replies;
  if (['x-autoreply', 'x-autorespond', 'x-auto-reply'].some((name) => headers.has(name))) return says.replies;
  if (headers.has('list-id') || headers.has('list-unsubscribe')) return says.many;
  if (headers.has('x-comunanza-kind')) return says.own;
  if (/^\s*<\s*>\s*$/.test(headers.get('return-path') ?? '') || ofPrograms.test(from)) return says.program;
  if (/^multipart\/report\b/i.test(headers.get('content-type')?.trim() ?? '')) return says.program;
  return outOfOffice.test(subject) ? says.replies : undefined;
}

const says = {
  replies: text('risposta automatica', 'automatic reply'),
  many: text('messaggio di una lista o inviato a molti', 'message of a list or sent to many'),
  own: text('messaggio dell’assistenza stessa', 'message of the desk itself'),
  program: text('scritto da un programma', 'written by a program'),
};

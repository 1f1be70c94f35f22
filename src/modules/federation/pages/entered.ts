import { text } from '../../../kernel/text.ts';
import type { PageReply, PageRequest } from '../../../platform/page.ts';
import { wayBack } from '../../../platform/pages/address.ts';
import type { PublicEntry } from '../actions/shapes.ts';
import { messages } from '../messages.ts';
import { refusedReply } from './refused.page.tsx';

/** What follows an entry with SPID or CIE: a session begins, or the one there is goes on with the identity bound, or why not. */
export function entered(request: PageRequest, entry: PublicEntry): PageReply {
  if (entry.outcome === 'refused') return refusedReply(request, entry.refusal);
  if (entry.outcome === 'bound')
    return { kind: 'redirect', to: wayBack(entry.back), notice: text(messages.it.boundNow, messages.en.boundNow) };
  return { kind: 'redirect', to: wayBack(entry.back), session: { begin: entry.token } };
}

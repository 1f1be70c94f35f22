import type { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import type { PageReply, PageRequest } from '../../../platform/page.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { Notice } from '../../../platform/pages/notice.tsx';
import type { refusalShape } from '../actions/shapes.ts';
import { messages } from '../messages.ts';

/** Where people of the staff see and change what opens their account. */
export const ownIdentityPath = '/profilo/identita-digitale';

type Said = z.output<typeof refusalShape>;

/** The page that says why somebody did not get in, and what to do. */
export function refusedReply(request: PageRequest, refusal: Said): PageReply {
  const m = messages[request.language];
  const bound = request.actor.kind === 'person';
  const title = bound ? m.bindRefusedTitle : refusal.kind === 'conflict' ? m.unavailableTitle : m.refusedTitle;
  const status = { rule: 422, conflict: 503, forbidden: 403, missing: 404 }[refusal.kind];
  return { kind: 'page', status, title, body: <RefusedPage {...{ title, refusal, bound }} /> };
}

/** The refusal that was thrown; anything else is thrown on. */
export function refusalIn(error: unknown): Said {
  const refusal = error instanceof Refused ? error.refusals[0] : undefined;
  if (!refusal) throw error;
  const { code, kind, says, remedy } = refusal;
  return { code, kind, says, ...(remedy ? { remedy } : {}) };
}

export function RefusedPage({ title, refusal, bound }: { title: string; refusal: Said; bound: boolean }) {
  const language = useLanguage();
  const m = messages[language];
  return (
    <>
      <h1>{title}</h1>
      <Notice tone="error" title={refusal.says[language]} alert>
        {refusal.remedy && (
          <p>
            <strong>{m.remedy}:</strong> {refusal.remedy[language]}
          </p>
        )}
      </Notice>
      <p>
        <a class="btn btn-primary" href={bound ? ownIdentityPath : '/accedi'}>
          {bound ? m.backToProfile : m.tryAgain}
        </a>
      </p>
    </>
  );
}

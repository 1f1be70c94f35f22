import type { ComponentChildren } from 'preact';
import { useLanguage } from './frame.ts';
import { messages } from './messages.ts';

/**
 * A value that opens its explanation in place: fetched when opened, a link where there is no JavaScript.
 *
 * @param href a page whose answer is a fragment (usually a `TraceView`)
 */
export function Explained({ href, children }: { href: string; children: ComponentChildren }) {
  const m = messages[useLanguage()];
  return (
    <details class="explained">
      <summary title={m.explanation}>{children}</summary>
      <div class="explained-body" hx-get={href} hx-trigger="toggle from:'closest details' once" hx-swap="innerHTML">
        <a href={href} hx-boost="false">
          {m.explain}
        </a>
      </div>
    </details>
  );
}

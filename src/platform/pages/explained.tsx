import type { ComponentChildren } from 'preact';
import { useLanguage } from './frame.ts';
import { Icon } from './icon.tsx';
import { messages } from './messages.ts';

/**
 * A value that opens its explanation: fetched when opened, a link where there is no JavaScript. One is open at a time; in a
 * table it shows at the foot of the window, elsewhere in place.
 *
 * @param href a page whose answer is a fragment (usually a `TraceView`)
 */
export function Explained({ href, children }: { href: string; children: ComponentChildren }) {
  const m = messages[useLanguage()];
  return (
    <details class="explained" name="spiegazione">
      <summary title={m.explanation}>{children}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <div class="explained-panel" role="region" aria-label={m.explanation} tabIndex={0}>
        <button type="button" class="explained-close" data-close-details>
          <Icon name="close" size="small" /> {m.close}
        </button>
        <div class="explained-body" hx-get={href} hx-trigger="toggle from:'closest details' once" hx-swap="innerHTML">
          <a href={href} hx-boost="false">
            {m.explain}
          </a>
        </div>
      </div>
    </details>
  );
}

import 'htmx.org/dist/ext/hx-sse.js';
import { keepOpen } from './keep-open.ts';
import { followInSight } from './live-slots.ts';
import { keepTimesTrue } from './times.ts';

keepTimesTrue();
keepOpen((globalThis as unknown as { htmx: Parameters<typeof keepOpen>[0] }).htmx);

/** What follows a sitting or a request as it goes: parts marked `hx-sse:connect` change by themselves. */
export default function follow(root: ParentNode): void {
  const { htmx } = globalThis as unknown as { htmx: Parameters<typeof followInSight>[0] };
  for (const live of root.querySelectorAll('[hx-sse\\:connect]')) followInSight(htmx, live);
}

/** In the secretary's roll call a number typed anywhere goes into the quick field. */
document.addEventListener('keydown', (event) => {
  const target = event.target as Element;
  if (event.ctrlKey || event.metaKey || event.altKey || !/^[0-9]$/.test(event.key)) return;
  if (target.matches('input, textarea, select, [contenteditable]')) return;
  document.querySelector<HTMLInputElement>('[data-quick-field]')?.focus();
});

let toldWriting = 0;

/** Others see who is writing: said at most every eight seconds, to the address that the place names. */
document.addEventListener('input', (event) => {
  const place = (event.target as Element).closest<HTMLElement>('[data-writing]');
  const token = place?.querySelector<HTMLInputElement>('[name="_csrf"]')?.value;
  if (!place?.dataset.writing || !token || Date.now() - toldWriting < 8000) return;
  toldWriting = Date.now();
  const body = new URLSearchParams({ _csrf: token });
  void fetch(place.dataset.writing, { method: 'POST', body, redirect: 'manual' }).catch(() => {});
});

type Connection = { reader?: { cancel(): Promise<void> } | null; abortController?: { abort(): void } };
const connections = new Map<Connection, Element>();

document.addEventListener('htmx:sse:error', () => mark('lost'));
document.addEventListener('htmx:sse:after:connection', (event) => {
  connections.set((event as CustomEvent<{ connection: Connection }>).detail.connection, event.target as Element);
  mark('live');
});

/** A stream ends with the part of the page that it fed: a browser has only a few connections for each server. */
new MutationObserver(() => {
  for (const [connection, element] of connections) {
    if (element.isConnected) continue;
    connections.delete(connection);
    void connection.reader?.cancel().catch(() => {});
    connection.abortController?.abort();
  }
}).observe(document.documentElement, { childList: true, subtree: true });

/** Whether what is shown follows; without a line it says so, and goes on by itself. */
function mark(state: 'live' | 'lost'): void {
  for (const sign of document.querySelectorAll<HTMLElement>('[data-live-sign]')) sign.dataset.liveSign = state;
}

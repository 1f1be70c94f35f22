/** A browser keeps six connections to a server for all of its pages; so many may be streams, and one a page's that looks. */
const most = 4;
/** Milliseconds after which a page without a stream of its own looks again, and for how long. */
const again = 15_000;
const glance = 1500;
/** And when another page looks just now. */
const soon = 2000;

type Connection = {
  cancelled: boolean;
  reader?: { cancel(): Promise<void> } | null;
  delayCanceller?: (() => void) | null;
};
type Htmx = {
  process(element: Element): void;
  config: { sse?: object };
};
type Live = {
  /** Whether its stream is wanted, or stands open. */
  open: boolean;
  /** Which beginning counts: a tab may be hidden and shown again while one waits for its place. */
  turn?: symbol;
  connection?: Connection;
  release?: () => void;
  timer?: ReturnType<typeof setTimeout>;
};

const lives = new Map<Element, Live>();

/**
 * Follows a part of the page while it is in sight: in a hidden tab no stream stands open, and all tabs of the browser together
 * keep four. A page that finds them taken looks now and then instead, and takes the next that is free.
 */
export function followInSight(htmx: Htmx, element: Element): void {
  if (lives.has(element)) return;
  htmx.config.sse = { ...htmx.config.sse, pauseOnBackground: false };
  const live: Live = { open: false };
  lives.set(element, live);
  const { _htmx } = element as Element & { _htmx?: { triggerSpecs?: readonly { name: string }[] } };
  if (!_htmx?.triggerSpecs?.some(({ name }) => name === 'follow')) htmx.process(element);
  element.addEventListener('htmx:sse:before:connection', (event) => {
    const { connection } = (event as CustomEvent<{ connection: Connection }>).detail;
    live.connection = connection;
    if (!live.open) event.preventDefault();
  });
  element.addEventListener('htmx:sse:close', () => {
    live.release?.();
    if (!element.isConnected) forget(element);
  });
  if (!document.hidden) void begin(element, live);
}

async function begin(element: Element, live: Live): Promise<void> {
  clearTimeout(live.timer);
  if (!element.isConnected) return forget(element);
  if (live.open || document.hidden) return;
  live.open = true;
  const turn = Symbol('turn');
  live.turn = turn;
  const place = await slot();
  const release = place ?? (await take('live glance'));
  if (!live.open || live.turn !== turn || !element.isConnected) {
    release?.();
    return element.isConnected ? undefined : forget(element);
  }
  const later = (wait: number) => {
    end(live);
    live.timer = setTimeout(() => void begin(element, live), wait);
  };
  if (!release) return later(soon + Math.random() * soon);
  live.release = release;
  element.dispatchEvent(new Event('follow'));
  if (!place) live.timer = setTimeout(() => later(again), glance);
}

function end(live: Live): void {
  clearTimeout(live.timer);
  live.open = false;
  live.release?.();
  delete live.release;
  live.connection?.delayCanceller?.();
  void live.connection?.reader?.cancel().catch(() => {});
}

function forget(element: Element): void {
  const live = lives.get(element);
  if (live) end(live);
  lives.delete(element);
}

/** One of the places that the tabs of this browser share, until it is given back; null where all are taken. */
async function slot(): Promise<(() => void) | null> {
  for (let place = 0; place < most; place += 1) {
    const taken = await take(`live ${place}`);
    if (taken) return taken;
  }
  return null;
}

/** What one tab at a time has, if none has it now; gives how it is given back. */
function take(name: string): Promise<(() => void) | null> {
  if (!navigator.locks) return Promise.resolve(() => {}); // without HTTPS there is nothing to share by
  return new Promise((resolve) => {
    const held = (lock: Lock | null) => {
      if (!lock) return resolve(null);
      return new Promise<void>((release) => resolve(release));
    };
    navigator.locks.request(name, { ifAvailable: true }, held).catch(() => resolve(null));
  });
}

document.addEventListener('visibilitychange', () => {
  for (const [element, live] of lives) {
    if (document.hidden) end(live);
    else void begin(element, live);
  }
});

/** What a follower compares: it grows with whatever changes. */
export type Mark = { readonly version: number; readonly votes: string; readonly open: boolean };
export type Following = 'everything' | 'all but votes';

type Followed = {
  mark: Mark | undefined;
  readonly listeners: Map<symbol, { readonly ask: () => Promise<Mark>; readonly told: () => void }>;
  timer: NodeJS.Timeout | undefined;
};

const followed = new Map<string, Followed>();

/** How often the small question is asked, by each process and sitting that somebody follows. */
const every = 700;
/** How often a follower is told at most. */
const pause = { everything: 300, 'all but votes': 1500 } as const;
const signOfLife = 15_000;
const longest = 10 * 60_000;

/**
 * Gives a mark whenever something has changed, the present one first, and null now and then as a sign of life; ends after ten
 * minutes, so that permissions are looked at again. However many follow a sitting in this process, the question is asked once.
 *
 * @param ask the question, as whoever follows may ask it; what it refuses ends the stream
 */
export async function* changesOf(
  sitting: string,
  { ask, of, gone }: { readonly ask: () => Promise<Mark>; readonly of: Following; readonly gone: AbortSignal },
): AsyncGenerator<Mark | null> {
  const id = Symbol(sitting);
  let wake = () => {};
  const state = followed.get(sitting) ?? { mark: undefined, listeners: new Map(), timer: undefined };
  followed.set(sitting, state);
  state.listeners.set(id, { ask, told: () => wake() });
  const stop = () => wake();
  gone.addEventListener('abort', stop);
  const began = Date.now();
  try {
    let mark = await ask();
    noticed(state, mark);
    state.timer ??= setInterval(() => void look(sitting), every);
    yield mark;
    let said = Date.now();
    while (!gone.aborted && Date.now() - began < longest) {
      const woken = await Promise.race([
        new Promise<true>((resolve) => {
          wake = () => resolve(true);
          if (isOther(mark, state.mark, of)) resolve(true);
        }),
        waited(signOfLife - (Date.now() - said), gone),
      ]);
      if (gone.aborted) return;
      if (!woken || !isOther(mark, state.mark, of)) {
        if (!woken) {
          yield null;
          said = Date.now();
        }
        continue;
      }
      await waited(pause[of] - (Date.now() - said), gone);
      if (gone.aborted) return;
      mark = state.mark!;
      yield mark;
      said = Date.now();
      if (!mark.open) return;
    }
  } finally {
    gone.removeEventListener('abort', stop);
    state.listeners.delete(id);
    if (state.listeners.size === 0) {
      clearInterval(state.timer);
      followed.delete(sitting);
    }
  }
}

function isOther(seen: Mark, now: Mark | undefined, of: Following): boolean {
  if (!now) return false;
  return seen.version !== now.version || (of === 'everything' && seen.votes !== now.votes);
}

/** Whoever asked, all who follow are told of what is new. */
function noticed(state: Followed, mark: Mark): void {
  const before = state.mark;
  state.mark = mark;
  if (before && isOther(before, mark, 'everything')) for (const { told } of state.listeners.values()) told();
}

/** Asks through the follower that came last; when nobody may ask any more, the streams end by their own next question. */
async function look(sitting: string): Promise<void> {
  const state = followed.get(sitting);
  const last = state && [...state.listeners.values()].at(-1);
  if (!state || !last) return;
  try {
    noticed(state, await last.ask());
  } catch {
    // Asked again at the next turn.
  }
}

function waited(milliseconds: number, gone: AbortSignal): Promise<false> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      gone.removeEventListener('abort', done);
      resolve(false);
    };
    const timer = setTimeout(done, Math.max(0, milliseconds));
    gone.addEventListener('abort', done);
  });
}

type Followed<Mark extends object> = {
  mark: Mark | undefined;
  readonly listeners: Map<symbol, Listener<Mark>>;
  timer: NodeJS.Timeout | undefined;
};
type Listener<Mark> = {
  readonly ask: () => Promise<Mark>;
  readonly isOther: (seen: Mark, now: Mark) => boolean;
  readonly told: () => void;
};

// biome-ignore lint/suspicious/noExplicitAny: each thing has marks of its own
const followed = new Map<string, Followed<any>>();

const signOfLife = 15_000;
const longest = 10 * 60_000;

/**
 * Gives a mark of something whenever it has changed, the present one first, and null now and then as a sign of life; ends after ten
 * minutes, so that permissions are looked at again. However many follow it in this process, the question is asked once.
 *
 * @param what the thing, by a name that nothing else has
 * @param ask the question, as whoever follows may ask it; what it refuses ends the stream
 * @param isOther whether a mark says something new to this follower
 * @param ends whether nothing more comes after a mark
 * @param every milliseconds between two questions; of several followers the first one's
 * @param pause milliseconds that a follower is left alone at least
 */
export async function* changesOf<Mark extends object>(
  what: string,
  {
    ask,
    isOther,
    ends = () => false,
    every,
    pause,
    gone,
  }: {
    readonly ask: () => Promise<Mark>;
    readonly isOther: (seen: Mark, now: Mark) => boolean;
    readonly ends?: (mark: Mark) => boolean;
    readonly every: number;
    readonly pause: number;
    readonly gone: AbortSignal;
  },
): AsyncGenerator<Mark | null> {
  const id = Symbol(what);
  let wake = () => {};
  const state: Followed<Mark> = followed.get(what) ?? { mark: undefined, listeners: new Map(), timer: undefined };
  followed.set(what, state);
  state.listeners.set(id, { ask, isOther, told: () => wake() });
  const stop = () => wake();
  gone.addEventListener('abort', stop);
  const began = Date.now();
  const isNew = (seen: Mark) => state.mark !== undefined && isOther(seen, state.mark);
  try {
    let mark: Mark = await ask();
    noticed(state, mark);
    state.timer ??= setInterval(() => void look(what), every);
    yield mark;
    let said = Date.now();
    while (!gone.aborted && Date.now() - began < longest) {
      const woken = await Promise.race([
        new Promise<true>((resolve) => {
          wake = () => resolve(true);
          if (isNew(mark)) resolve(true);
        }),
        waited(signOfLife - (Date.now() - said), gone),
      ]);
      if (gone.aborted) return;
      if (!woken || !isNew(mark)) {
        if (!woken) {
          yield null;
          said = Date.now();
        }
        continue;
      }
      await waited(pause - (Date.now() - said), gone);
      if (gone.aborted) return;
      mark = state.mark!;
      yield mark;
      said = Date.now();
      if (ends(mark)) return;
    }
  } finally {
    gone.removeEventListener('abort', stop);
    state.listeners.delete(id);
    if (state.listeners.size === 0) {
      clearInterval(state.timer);
      followed.delete(what);
    }
  }
}

/** Whoever asked, all who follow are told of what is new to them. */
function noticed<Mark extends object>(state: Followed<Mark>, mark: Mark): void {
  const before = state.mark;
  state.mark = mark;
  if (before === undefined) return;
  for (const { isOther, told } of state.listeners.values()) if (isOther(before, mark)) told();
}

/** Asks through the follower that came last; when nobody may ask any more, the streams end by their own next question. */
async function look(what: string): Promise<void> {
  const state = followed.get(what);
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

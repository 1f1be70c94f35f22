import { changesOf as changesOfAnything } from '../../platform/live-changes.ts';

/** What a follower compares: it grows with whatever changes. */
export type Mark = { readonly version: number; readonly votes: string; readonly open: boolean };
export type Following = 'everything' | 'all but votes';

/** How often the small question is asked, by each process and sitting that somebody follows. */
const every = 700;
/** How often a follower is told at most. */
const pause = { everything: 300, 'all but votes': 1500 } as const;

/**
 * Gives a mark of a sitting whenever it has changed, as `changesOf` of the platform does; until the sitting is closed.
 *
 * @param ask the question, as whoever follows may ask it; what it refuses ends the stream
 */
export function changesOf(
  sitting: string,
  { ask, of, gone }: { readonly ask: () => Promise<Mark>; readonly of: Following; readonly gone: AbortSignal },
): AsyncGenerator<Mark | null> {
  return changesOfAnything(`meetings ${sitting}`, {
    ask,
    isOther: (seen, now) => seen.version !== now.version || (of === 'everything' && seen.votes !== now.votes),
    ends: ({ open }) => !open,
    every,
    pause: pause[of],
    gone,
  });
}

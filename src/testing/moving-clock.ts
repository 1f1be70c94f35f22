import { type Clock, stoppedClock } from '../platform/clock.ts';

export type MovingClock = Clock & {
  /** From now on it is this instant (ISO, with its zone). */
  readonly moveTo: (instant: string) => void;
  /** Some seconds later. */
  readonly pass: (seconds: number) => void;
};

/** A clock that stands where it is put. */
export function movingClock(instant: string): MovingClock {
  let clock = stoppedClock(instant);
  return Object.assign(() => clock(), {
    moveTo: (to: string) => {
      clock = stoppedClock(to);
    },
    pass: (seconds: number) => {
      clock = stoppedClock(new Date(clock().instant.getTime() + seconds * 1000));
    },
  });
}

import { keepDailyHeads, signingKey } from '../modules/audit/module.ts';
import { systemClock } from '../platform/clock.ts';
import type { Database } from '../platform/database/connect.ts';
import { dataPlace } from '../platform/database/start.ts';

const everyHour = 60 * 60 * 1000;

/**
 * Signs the head of each chain of the audit trail once a day, looking every hour whether it is time. A failure is told on
 * the standard error and tried again an hour later; whoever verifies sees that a day has no signature.
 */
export function signHeadsDaily(database: Database): { readonly stop: () => Promise<void> } {
  let running = Promise.resolve();
  const look = () => {
    running = running.then(async () => {
      try {
        await keepDailyHeads(database, signingKey(dataPlace().dataFolder), systemClock());
      } catch (error) {
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      }
    });
  };
  look();
  const timer = setInterval(look, everyHour);
  return {
    stop: () => {
      clearInterval(timer);
      return running;
    },
  };
}

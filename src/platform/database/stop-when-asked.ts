/**
 * Runs `stop` once when the program is asked to end: Ctrl-C, SIGTERM, SIGHUP, or the launcher (`npm start`) gone, whose
 * channel breaks. Then leaves with code 0, or 1 when stopping failed. A second Ctrl-C, at least a second after, leaves at
 * once: the next start recovers. Call it before `startDatabase`, so that a start can be interrupted too.
 */
export function stopWhenAsked(stop: () => Promise<void>): void {
  let asked: number | undefined;
  const ask = () => {
    if (asked !== undefined) {
      if (Date.now() - asked > 1000) process.exit(130);
      return;
    }
    asked = Date.now();
    stop().then(
      () => process.exit(0),
      (error) => {
        process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask);
  process.on('disconnect', ask);
}

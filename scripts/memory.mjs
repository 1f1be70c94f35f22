/**
 * Options of Node for a server that runs for months beside its database on a small machine: young objects are looked through often
 * rather than in large heaps (half the memory, no slower by `npm run bench:tickets`); `COMUNANZA_MEMORY` is the most, in MiB, that
 * the program's own objects may take.
 */
const most = Number(process.env.COMUNANZA_MEMORY || 1024);
if (!Number.isInteger(most) || most < 256) {
  process.stderr.write(
    'COMUNANZA_MEMORY: serve un numero intero di MiB, almeno 256 / a whole number of MiB, at least 256.\n',
  );
  process.exit(1);
}
export const memoryOptions = ['--max-semi-space-size=4', `--max-old-space-size=${most}`];

import { associationsIn } from '../associations.ts';
import { inContext } from '../database/context.ts';
import { wholeInstallation } from './installation-context.ts';
import type { JobContext } from './job.ts';

/** Does something for every association, three at a time, until the program stops. */
export async function forEachAssociation(
  { database, stopping }: Pick<JobContext, 'database' | 'stopping'>,
  does: (association: string) => Promise<void>,
): Promise<void> {
  const every = await inContext(database, { ...wholeInstallation, reads: true }, associationsIn);
  const next = every.values();
  await Promise.all(
    [1, 2, 3].map(async () => {
      for (const { id } of next) if (!stopping.aborted) await does(id);
    }),
  );
}

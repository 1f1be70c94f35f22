import { createInterface } from 'node:readline';
import { startDatabase, stopDatabase } from '../platform/database/start.ts';
import { StartFailure } from '../platform/database/start-failure.ts';
import { stopWhenAsked } from '../platform/database/stop-when-asked.ts';

/**
 * A program that starts the database as the server does, for tests that kill it: says `ready PORT`, then for each line of
 * its input, a name, commits a row and answers with the name; at `break down` it leaves without stopping anything. What it cannot start for is said as `CODE: sentence`.
 */
stopWhenAsked(stopDatabase);
try {
  const database = await startDatabase({ whenBusy: process.env.WHEN_BUSY === 'join' ? 'join' : 'refuse' });
  const { rows } = await database.pool.query('select inet_server_port() as port');
  process.stdout.write(`ready ${rows[0].port}\n`);
  for await (const name of createInterface({ input: process.stdin })) {
    if (name === 'break down') setTimeout(() => process.exit(70)); // as a fault does
    const client = await database.pool.connect();
    await client.query("begin; set local app.installation = 'on'");
    await client.query(`insert into platform.settings (association, name, value) values ('', $1, '1')`, [name]);
    await client.query('commit');
    client.release();
    process.stdout.write(`${name}\n`);
  }
} catch (error) {
  if (!(error instanceof StartFailure)) throw error;
  process.stdout.write(`${error.code}: ${error.says.it} ${error.remedy.it}\n`);
  process.exit(1);
}

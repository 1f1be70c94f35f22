import { systemClock } from '../platform/clock.ts';
import { connect } from '../platform/database/connect.ts';
import { deliverMail } from '../platform/mail/deliver.ts';

/** A program that delivers what waits in the database of `DATABASE_URL`, for tests that kill it meanwhile. */
const database = connect({ connectionString: process.env.DATABASE_URL }, { connections: 3 });
database.role = 'comunanza_app';
await deliverMail.run({
  database,
  clock: systemClock,
  now: systemClock(),
  perform: undefined as never,
  stopping: new AbortController().signal,
});
await database.close();

import type { FastifyReply } from 'fastify';
import { HttpFailure } from './failure.ts';
import type { ServerParts } from './server-parts.ts';

/** Whether the service works, database included: small, for whoever watches it. 503 when it does not. */
export async function statusAnswer(parts: Pick<ServerParts, 'database' | 'version' | 'clock'>, reply: FastifyReply) {
  reply.header('cache-control', 'no-store');
  try {
    await parts.database.pool.query('select 1');
  } catch {
    throw new HttpFailure(503);
  }
  return { status: 'ok', version: parts.version, time: parts.clock().instant.toISOString() };
}

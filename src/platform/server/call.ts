import type { FastifyRequest } from 'fastify';
import type { Call } from '../action.ts';

/** From where a request comes, and what sent it. */
export function callOf(request: FastifyRequest): Call {
  const agent = request.headers['user-agent']?.slice(0, 300);
  return { origin: request.ip, ...(agent ? { agent } : {}) };
}

import { createHash, randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Call } from '../action.ts';
import { cookies, setCookie } from './cookies.ts';

const issued = new WeakMap<FastifyRequest, string>();
const longest = 400 * 24 * 60 * 60;

/** From where a request comes, and what sent it. */
export function callOf(request: FastifyRequest): Call {
  const agent = request.headers['user-agent']?.slice(0, 300);
  const site = `${request.protocol}://${request.host}`;
  return { origin: request.ip, ...(agent ? { agent } : {}), site };
}

/** The same for a page, whose browser has a cookie of its own, or has one from the first sign-in on (`keepDevice`). */
export function callOfBrowser(request: FastifyRequest): Call {
  return { ...callOf(request), device: createHash('sha256').update(deviceOf(request)).digest('hex') };
}

/** Leaves the browser its cookie, for as long as browsers keep one. */
export function keepDevice(request: FastifyRequest, reply: FastifyReply): void {
  setCookie(reply, cookies.device, deviceOf(request), longest);
}

function deviceOf(request: FastifyRequest): string {
  const kept = request.cookies[cookies.device];
  if (kept && /^[A-Za-z0-9_-]{43}$/.test(kept)) return kept;
  const device = issued.get(request) ?? randomBytes(32).toString('base64url');
  issued.set(request, device);
  return device;
}

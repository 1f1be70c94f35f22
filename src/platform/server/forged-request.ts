import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

/**
 * The token of a form: proves that the page came from here, to the holder of this cookie. It changes with every page, so
 * that nothing constant lies in compressed answers.
 *
 * @param secret the session's token, or the visitor's cookie
 */
export function formToken(secret: string): string {
  const salt = randomBytes(9).toString('base64url');
  return `${salt}.${seal(secret, salt)}`;
}

export function isFormToken(token: unknown, secret: string | undefined): boolean {
  if (typeof token !== 'string' || !secret || token.length > 200) return false;
  const [salt, given] = token.split('.');
  if (!salt || !given) return false;
  const expected = Buffer.from(seal(secret, salt));
  const actual = Buffer.from(given);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

function seal(secret: string, salt: string): string {
  return createHmac('sha256', secret).update(`form ${salt}`).digest('base64url');
}

/** Whether a browser says that the request comes from another site. Programs say nothing, and nothing is not another. */
export function comesFromElsewhere(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const { origin } = request.headers;
  if (origin === undefined) return false;
  try {
    return new URL(origin).host !== request.host;
  } catch {
    return true;
  }
}

/** Whether the request shows that a page of this very site sent it. */
export function comesFromHere(request: FastifyRequest): boolean {
  return (
    (request.headers['sec-fetch-site'] !== undefined || request.headers.origin !== undefined) &&
    !comesFromElsewhere(request)
  );
}

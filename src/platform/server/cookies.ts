import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language, Text } from '../../kernel/text.ts';

/**
 * The names of the cookies: session, visitor (for forms before sign-in), language, notice to show once, device (a browser from
 * which somebody has entered), step (what was begun and is not finished).
 */
export const cookies = {
  session: 'sessione',
  visitor: 'visita',
  language: 'lingua',
  notice: 'avviso',
  device: 'dispositivo',
  step: 'passo',
} as const;

type CookieName = (typeof cookies)[keyof typeof cookies];

/** Over https: a browser takes such a cookie from this very host only, never from a neighbour in its domain. */
const hostOnly = '__Host-';

/** A cookie that scripts cannot read and other sites cannot send; only over https where the page came over https. */
export function setCookie(reply: FastifyReply, name: CookieName, value: string, maxAge?: number): void {
  const secure = isSecure(reply.request);
  reply.setCookie(secure ? `${hostOnly}${name}` : name, value, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure,
    ...(maxAge === undefined ? {} : { maxAge }),
  });
}

export function clearCookie(reply: FastifyReply, name: CookieName): void {
  const secure = isSecure(reply.request);
  reply.clearCookie(secure ? `${hostOnly}${name}` : name, { path: '/', secure });
}

/** Makes `request.cookies` hold our own by their plain names: over https only those that this very host has set. */
export function keepOwnCookies(request: FastifyRequest): void {
  if (!isSecure(request)) return;
  request.cookies = Object.fromEntries(
    Object.entries(request.cookies)
      .filter(([name]) => name.startsWith(hostOnly))
      .map(([name, value]) => [name.slice(hostOnly.length), value]),
  );
}

function isSecure(request: FastifyRequest): boolean {
  return request.protocol === 'https';
}

/** The language asked for by cookie, else the person's own, else the browser's, else Italian. */
export function languageOf(request: FastifyRequest, own?: Language): Language {
  const asked = request.cookies[cookies.language];
  if (asked === 'it' || asked === 'en') return asked;
  if (own) return own;
  return browserLanguage(request.headers['accept-language']);
}

/** Italian, unless the browser prefers English to Italian. */
export function browserLanguage(header: string | undefined): Language {
  for (const part of (header ?? '').slice(0, 200).split(',')) {
    const code = part.trim().slice(0, 2).toLowerCase();
    if (code === 'it' || code === 'en') return code;
  }
  return 'it';
}

export function setNotice(reply: FastifyReply, notice: Text): void {
  setCookie(reply, cookies.notice, Buffer.from(JSON.stringify([notice.it, notice.en])).toString('base64url'), 60);
}

/** The notice left for this page, taken away. */
export function takeNotice(request: FastifyRequest, reply: FastifyReply, language: Language): string | null {
  const kept = request.cookies[cookies.notice];
  if (!kept) return null;
  clearCookie(reply, cookies.notice);
  try {
    const [it, en] = JSON.parse(Buffer.from(kept, 'base64url').toString()) as unknown[];
    const said = language === 'it' ? it : en;
    return typeof said === 'string' ? said : null;
  } catch {
    return null;
  }
}

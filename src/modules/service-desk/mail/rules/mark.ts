import { createHmac, timingSafeEqual } from 'node:crypto';
import { readTicketNumber, ticketNumber } from '../../rules/index.ts';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const length = 16;

/**
 * The mark by which an answer finds its request: sixteen letters (80 bits) that only the key makes. A number alone opens nothing.
 *
 * @param key the association's, at least 32 bytes
 */
export function markOf(key: Uint8Array, ticket: number): string {
  const digest = createHmac('sha256', key).update(`service-desk ${ticket}`).digest();
  return Array.from(digest.subarray(0, length), (byte) => alphabet[byte & 31]).join('');
}

/** As it stands in a subject: `[2026/12#…]`. */
export function markedSubject(key: Uint8Array, ticket: number, subject: string): string {
  return `[${ticketNumber(ticket)}#${markOf(key, ticket)}] ${subject}`;
}

/** The part of an address before its domain: `assistenza+2026-12.…`. */
export function markedAddress(key: Uint8Array, ticket: number, address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}+${ticketNumber(ticket).replace('/', '-')}.${markOf(key, ticket)}${address.slice(at)}`;
}

/** The name of a letter about a request, without its domain and brackets. */
export function markedName(key: Uint8Array, ticket: number, unique: string): string {
  return `desk.${ticketNumber(ticket).replace('/', '-')}.${markOf(key, ticket)}.${unique}`;
}

const written = /(?:^|[^0-9])(2[01]\d\d)[/-](\d{1,7})[#.]([a-z2-7]{16})(?![a-z2-7])/gi;

/** The requests whose marks are in some words, the first found first; marks that the key did not make are not. */
export function requestsMarkedIn(key: Uint8Array, words: readonly string[]): readonly number[] {
  const found = new Set<number>();
  for (const one of words)
    for (const [, year, number, mark] of one.slice(0, 20_000).matchAll(written)) {
      const ticket = readTicketNumber(`${year}/${number}`);
      if (ticket !== undefined && isSame(mark!.toLowerCase(), markOf(key, ticket))) found.add(ticket);
    }
  return [...found];
}

/** A subject without marks and without the *Re:* and *I:* of programs. */
export function plainSubject(subject: string): string {
  let plain = subject
    .replace(/\[2[01]\d\d\/\d{1,7}#[a-z2-7]{16}\]/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  for (let times = 0; times < 20; times += 1) {
    const shorter = plain.replace(/^(re|r|rif|fwd?|i|inoltro|wg|aw|tr)\s*(\[\d+\])?\s*:\s*/i, '');
    if (shorter === plain) break;
    plain = shorter;
  }
  return plain;
}

function isSame(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

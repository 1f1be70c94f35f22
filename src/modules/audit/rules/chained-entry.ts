/** An entry of the audit trail as it is stored; every value that is hashed is a text. */
export type ChainedEntry = {
  /** Empty for the installation. */
  readonly association: string;
  /** From 1, without gaps. */
  readonly number: number;
  /** Hash of the entry before; zeros for the first. */
  readonly previous: string;
  readonly hash: string;
  /** UTC with microseconds: `2026-11-21T11:00:00.000000Z`. */
  readonly at: string;
  readonly action: string;
  readonly outcome: string;
  readonly person: string | null;
  readonly actorKind: string;
  readonly role: string | null;
  readonly post: string | null;
  readonly entity: string | null;
  readonly actingFor: string | null;
  readonly via: string;
  readonly origin: string | null;
  readonly inputDigest: string;
  readonly change: string | null;
};

/** SHA-256 of a text in UTF-8, in hexadecimal: given by who calls, rules compute nothing of the kind. */
export type Sha256 = (text: string) => string;

/** What the first entry of a chain has before it. */
export const genesis = '0'.repeat(64);

/**
 * The text whose SHA-256 is the entry's hash: every field but the hash itself, each with its length in bytes before it, so
 * that no two entries are written alike. The database writes the same in `audit.hash_of` (migration 0030).
 */
export function contentOf(entry: Omit<ChainedEntry, 'hash'>): string {
  return [
    'comunanza-audit-1',
    entry.association,
    String(entry.number),
    entry.previous,
    entry.at,
    entry.action,
    entry.outcome,
    entry.person,
    entry.actorKind,
    entry.role,
    entry.post,
    entry.entity,
    entry.actingFor,
    entry.via,
    entry.origin,
    entry.inputDigest,
    entry.change,
  ]
    .map(field)
    .join('');
}

function field(value: string | null): string {
  return value === null ? '-' : `${new TextEncoder().encode(value).length}:${value}`;
}

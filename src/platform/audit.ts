import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Actor, AnyAction, Now, Told, Tx } from './action.ts';
import { setLocally } from './database/local-setting.ts';
import { toWire } from './wire.ts';

/**
 * How an act ended: done, failed (a sign-in with a wrong password), refused by a rule about permissions, forbidden to the
 * post, or about something that does not exist for the post.
 */
export type AuditOutcome = 'done' | 'failed' | 'refused' | 'forbidden' | 'unseen';

/** Who did what, from which post, for whom, when and from where. The database adds number and hashes. */
export type AuditEntry = {
  /** Empty for the installation. */
  readonly association: string;
  readonly at: Date;
  readonly action: string;
  readonly outcome: AuditOutcome;
  readonly person: string | null;
  readonly actor_kind: string;
  readonly role: string | null;
  readonly post: string | null;
  readonly entity: string | null;
  readonly acting_for: string | null;
  readonly via: string;
  readonly origin: string | null;
  readonly input_digest: string;
  readonly change: string | null;
};

type AuditTables = { 'platform.audit_entries': AuditEntry };

/**
 * Entries for an act, one for each chain it goes into. The input is kept as a digest only, without its secrets; what was
 * before and after is kept as the action tells it.
 *
 * @param origin the caller's network address, where there is one
 */
export function auditEntries(act: {
  readonly action: AnyAction;
  readonly actor: Actor;
  readonly input: unknown;
  readonly now: Now;
  readonly origin: string | null;
  readonly outcome?: AuditOutcome;
  readonly told?: Told;
}): AuditEntry[] {
  const { action, actor, now, told = {} } = act;
  const associations = told.associations?.length ? told.associations : [associationOf(action, actor)];
  const token = actor.token?.id;
  const change =
    told.before === undefined && told.after === undefined && token === undefined
      ? null
      : { before: told.before, after: told.after, ...(token === undefined ? {} : { token }) };
  return associations.map((association) => ({
    association,
    at: now.instant,
    action: action.name,
    outcome: act.outcome ?? told.outcome ?? 'done',
    person: told.person ?? actor.person,
    actor_kind: actor.kind,
    role: actor.role,
    post: actor.post ?? null,
    entity: actor.entity,
    acting_for: told.actingFor ?? null,
    via: actor.via,
    origin: act.origin,
    input_digest: digestOf(withoutSecrets(action.input, act.input)),
    change: change && toWire(ordered(change)),
  }));
}

/**
 * Writes entries in the transaction of the act itself: an act without its entry, or an entry without its act, cannot be.
 * From here to the end of the transaction others wait who write into the same chains: so it is the last thing done. Chains
 * are taken in one order, so that nobody waits in a circle.
 */
export async function writeAuditEntries(tx: Tx, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const inOrder = entries.toSorted((a, b) =>
    a.association < b.association ? -1 : a.association > b.association ? 1 : 0,
  );
  if (new Set(entries.map((entry) => entry.association)).size > 1) {
    await setLocally(tx, 'app.installation', 'on');
  }
  await tx.withTables<AuditTables>().insertInto('platform.audit_entries').values(inOrder).execute();
}

/** The association an act belongs to; empty for the installation. */
export function associationOf(action: AnyAction, actor: Actor): string {
  return action.scope === 'installation' ? '' : (actor.association ?? '');
}

/** SHA-256, in hexadecimal, of a value written with its keys in order. */
export function digestOf(value: unknown): string {
  return createHash('sha256')
    .update(toWire(ordered(value)))
    .digest('hex');
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (value instanceof Uint8Array) return createHash('sha256').update(value).digest('hex');
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, ordered(inner)]),
  );
}

/** An input without the fields whose zod type says `.meta({ secret: true })`: nothing of those is stored, not even hashed. */
export function withoutSecrets(schema: z.ZodType, input: unknown): unknown {
  const shape = (schema as { shape?: Record<string, z.ZodType> }).shape;
  if (!shape || input === null || typeof input !== 'object') return input;
  return Object.fromEntries(Object.entries(input).filter(([key]) => !shape[key]?.meta?.()?.secret));
}

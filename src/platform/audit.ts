import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Actor, AnyAction, Now, Tx } from './action.ts';
import { toWire } from './wire.ts';

type AuditTables = {
  'platform.audit_entries': {
    association: string;
    at: Date;
    action: string;
    person: string | null;
    actor_kind: string;
    role: string | null;
    entity: string | null;
    via: string;
    origin: string | null;
    input_digest: string;
  };
};

/**
 * Writes who did what, from which post, when and from where, in the transaction of the act itself: an act without its
 * entry, or an entry without its act, cannot be. The input is kept as a digest only.
 *
 * @param origin the caller's network address, where there is one
 */
export async function writeAuditEntry(
  tx: Tx,
  entry: { action: AnyAction; actor: Actor; input: unknown; now: Now; origin: string | null },
): Promise<void> {
  const { action, actor, now } = entry;
  await tx
    .withTables<AuditTables>()
    .insertInto('platform.audit_entries')
    .values({
      association: associationOf(action, actor),
      at: now.instant,
      action: action.name,
      person: actor.person,
      actor_kind: actor.kind,
      role: actor.role,
      entity: actor.entity,
      via: actor.via,
      origin: entry.origin,
      input_digest: digestOf(withoutSecrets(action.input, entry.input)),
    })
    .execute();
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

/** Leaves out the fields whose zod type says `.meta({ secret: true })`. */
function withoutSecrets(schema: z.ZodType, input: unknown): unknown {
  const shape = (schema as { shape?: Record<string, z.ZodType> }).shape;
  if (!shape || input === null || typeof input !== 'object') return input;
  return Object.fromEntries(Object.entries(input).filter(([key]) => !shape[key]?.meta?.()?.secret));
}

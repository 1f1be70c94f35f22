import type { Client } from 'pg';
import { startFailures } from './start-failures.ts';

/**
 * The role that transactions switch to, which row-level security binds: made where missing (roles belong to the whole
 * server, so another installation may have made it, or be making it now) and granted to the connecting user. Undefined
 * where the user can neither make nor use it but is bound himself, as an ordinary owner is under forced row security.
 * Refuses `database-role-too-strong`, `database-bypasses-row-security`.
 */
export async function ensureAppRole(client: Client): Promise<'comunanza_app' | undefined> {
  await attempt(client, 'create role comunanza_app');
  let found = await look(client);
  if (found.exists && !found.usable) {
    await attempt(client, 'grant comunanza_app to current_user');
    found = await look(client);
  }
  if (found.strong) throw startFailures.roleTooStrong();
  if (found.usable) return 'comunanza_app';
  if (found.unbound) throw startFailures.bypassesRowSecurity(found.user);
  return undefined;
}

async function look(client: Client) {
  const { rows } = await client.query(`
    select r.oid is not null as exists,
           coalesce(r.rolsuper or r.rolbypassrls, false) as strong,
           coalesce(pg_has_role(current_user, r.oid, 'member'), false) as usable,
           u.rolsuper or u.rolbypassrls as unbound,
           u.rolname as user
    from pg_roles u left join pg_roles r on r.rolname = 'comunanza_app'
    where u.rolname = current_user`);
  return rows[0] as { exists: boolean; strong: boolean; usable: boolean; unbound: boolean; user: string };
}

/** Runs a statement that may find its work done, or not be allowed: what counts is what `look` finds after it. */
async function attempt(client: Client, statement: string): Promise<void> {
  try {
    await client.query(statement);
  } catch (error) {
    const harmless = ['42501', '42710', '23505', '0LP01', 'XX000'];
    if (!harmless.includes((error as { code?: string }).code ?? '')) throw error;
  }
}

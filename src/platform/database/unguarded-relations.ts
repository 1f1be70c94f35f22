import type { ClientBase } from 'pg';
import { ownSchemas } from './own-schemas.ts';

/**
 * Relations that would show rows of every association, or hide rows from a backup: tables without enabled and forced
 * row-level security or that never went through `platform.guard`, views that read with their owner's eyes, materialized
 * views.
 */
export async function unguardedRelations(client: ClientBase): Promise<readonly string[]> {
  const { rows } = await client.query(`
    select c.oid::regclass::text as relation
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${ownSchemas}
      and case c.relkind
        when 'm' then true
        when 'v' then not coalesce(c.reloptions && array['security_invoker=true', 'security_invoker=on'], false)
        else c.relkind in ('r', 'p') and not (
          c.relrowsecurity and c.relforcerowsecurity and exists (select from pg_policy where polrelid = c.oid and polname in ('backup', 'owner'))
        )
      end
    order by 1`);
  return rows.map((row) => row.relation);
}

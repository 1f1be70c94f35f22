import type { ClientBase } from 'pg';

/**
 * Relations that would show rows of every association: tables without enabled and forced row-level security or without a
 * policy, views that read with their owner's eyes, materialized views. Schemas of libraries (`public`, `pgboss`) are
 * theirs.
 */
export async function unguardedRelations(client: ClientBase): Promise<readonly string[]> {
  const { rows } = await client.query(`
    select c.oid::regclass::text as relation
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public', 'pgboss')
      and case c.relkind
        when 'm' then true
        when 'v' then not coalesce(c.reloptions && array['security_invoker=true', 'security_invoker=on'], false)
        else c.relkind in ('r', 'p') and not (
          c.relrowsecurity and c.relforcerowsecurity and exists (select from pg_policy where polrelid = c.oid)
        )
      end
    order by 1`);
  return rows.map((row) => row.relation);
}

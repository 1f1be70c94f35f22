/** SQL on `pg_namespace n`: the schemas of the platform and of its modules; `public` and `pgboss` belong to libraries. */
export const ownSchemas = "n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public', 'pgboss')";

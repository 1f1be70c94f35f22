-- What every module stands on: the guard of its tables, the associations, settings, keys of repeated requests.

-- Every guarded table, with what the application's role may do on it (for a role made after the table).
create table platform.guards (
  relation text primary key,
  privileges text not null
);
alter table platform.guards enable row level security;
alter table platform.guards force row level security;
create policy owner on platform.guards to current_user using (true);

-- Whether the actor may see rows of this entity; rows of no entity belong to the whole association.
create function platform.sees(entity text) returns boolean
language sql stable parallel safe
return entity is null
  or current_setting('app.entity', true) = '*'
  or entity = any (string_to_array(current_setting('app.entity', true), ','));

-- Rights of the application's role on every guarded table, where it exists and lacks them.
create procedure platform.grant_missing()
language plpgsql as $$
declare
  guarded record;
begin
  if to_regrole('comunanza_app') is null then return; end if;
  for guarded in
    select g.relation, g.privileges, c.relnamespace::regnamespace as schema
    from platform.guards g join pg_class c on c.oid = to_regclass(g.relation)
    where not has_schema_privilege('comunanza_app', c.relnamespace, 'usage')
       or not has_table_privilege('comunanza_app', c.oid, 'select')
  loop
    execute format('grant usage on schema %s to comunanza_app', guarded.schema);
    execute format('grant %s on %s to comunanza_app', guarded.privileges, guarded.relation);
    execute format('grant usage on all sequences in schema %s to comunanza_app', guarded.schema);
  end loop;
end $$;

-- Every table of a module is guarded in the migration that creates it:
--   call platform.guard('cost_sharing.allocations');
--   call platform.guard('audit.entries', privileges => 'select, insert');
--   call platform.guard('service_desk.tickets', entity => 'entity');        -- and by the actor's entities
--   call platform.guard('identity.people', installation => true);           -- all rows, when acting for the installation
-- The table has a column `association`. Only its owner, never the application's role, can open it whole, for a backup.
create procedure platform.guard(
  relation regclass,
  privileges text default 'select, insert, update, delete',
  entity text default null,
  installation boolean default false
)
language plpgsql as $$
declare
  mine text := 'association = current_setting(''app.association'', true)';
begin
  if entity is not null then
    mine := format('%s and platform.sees(%I)', mine, entity);
  end if;
  if installation then
    mine := format('(%s) or current_setting(''app.installation'', true) = ''on''', mine);
  end if;
  execute format('create policy association on %s using (%s)', relation, mine);
  call platform.guard_without_policy(relation, privileges);
end $$;

-- The same for a table with policies of its own, written beside the call.
create procedure platform.guard_without_policy(relation regclass, privileges text)
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', relation);
  execute format('alter table %s force row level security', relation);
  execute format(
    'create policy backup on %s to %I using (current_setting(''app.backup'', true) = ''on'')',
    relation, current_user
  );
  insert into platform.guards (relation, privileges)
  select format('%I.%I', n.nspname, c.relname), guard_without_policy.privileges
  from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = guard_without_policy.relation;
  call platform.grant_missing();
end $$;

do $$
begin
  if to_regrole('comunanza_app') is not null then
    grant usage on schema platform to comunanza_app;
  end if;
end $$;

-- The tenants. Names are public, so that somebody who arrives can choose where to sign in.
create table platform.associations (
  id text primary key check (id ~ '^[a-z][a-z0-9-]{1,62}$'),
  name text not null check (name <> ''),
  short_name text not null check (short_name <> ''),
  agreement text not null,
  created timestamptz not null default now()
);
create policy everyone_reads on platform.associations for select using (true);
create policy association_changes on platform.associations for update
  using (id = current_setting('app.association', true));
create policy installation_changes on platform.associations
  using (current_setting('app.installation', true) = 'on');
call platform.guard_without_policy('platform.associations', 'select, insert, update');

-- Answers already given to requests that create, by the key the caller chose. `association` is empty outside any.
create table platform.idempotency_keys (
  association text not null,
  caller text not null,
  key text not null check (length(key) between 1 and 255),
  request_sha256 text not null,
  status integer,
  answer text,
  created timestamptz not null default now(),
  primary key (association, caller, key)
);
create index idempotency_keys_created on platform.idempotency_keys (created);
call platform.guard('platform.idempotency_keys', installation => true);

-- Choices of an association, or of the installation where `association` is empty.
create table platform.settings (
  association text not null,
  name text not null,
  value jsonb not null,
  changed timestamptz not null default now(),
  changed_by text,
  primary key (association, name)
);
call platform.guard('platform.settings', installation => true);

-- The audit trail as a chain: every entry carries its number, the hash of the one before and its own hash, one chain for
-- each association and one, with the empty name, for the installation.
create schema audit;

alter table platform.audit_entries
  add column number bigint,
  add column outcome text not null default 'done' check (outcome in ('done', 'failed', 'refused', 'forbidden', 'unseen')),
  add column post uuid,
  -- whom the act concerns or for whom it is done: an entity's code, a person's id
  add column acting_for text,
  -- what was before and after, as JSON, where the action tells
  add column change text,
  add column previous text,
  add column hash text;

-- The last entry of each chain: what makes the loss of the latest entries visible, and the lock of who adds the next.
create table audit.heads (
  association text primary key,
  number bigint not null,
  hash text not null,
  at timestamptz not null
) with (fillfactor = 50);
call platform.guard('audit.heads', privileges => 'select', installation => true);

-- A head a day, signed: proves later what the chain was then.
create table audit.daily_heads (
  association text not null,
  day date not null,
  number bigint not null,
  hash text not null,
  at timestamptz not null,
  key text not null,
  signature text not null,
  primary key (association, day)
);
call platform.guard('audit.daily_heads', privileges => 'select, insert', installation => true);

-- Entries taken away into a signed file when their time was over: where the chain of what remains begins.
create table audit.archives (
  association text not null,
  first bigint not null,
  last bigint not null check (last >= first),
  previous text not null,
  hash text not null,
  file text not null,
  sha256 text not null,
  at timestamptz not null,
  key text not null,
  signature text not null,
  primary key (association, first)
);
call platform.guard('audit.archives', privileges => 'select', installation => true);

-- A field with its length before it, so that no two lists of fields are written alike; `-` is no value.
create function audit.field(value text) returns text
language sql immutable parallel safe
return coalesce(octet_length(value) || ':' || value, '-');

-- SHA-256 over every field of an entry but the row's own id, in this order.
create function audit.hash_of(entry platform.audit_entries) returns text
language sql stable parallel safe
return encode(sha256(convert_to(
  audit.field('comunanza-audit-1') || audit.field(entry.association) || audit.field(entry.number::text)
  || audit.field(entry.previous) || audit.field(to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
  || audit.field(entry.action) || audit.field(entry.outcome) || audit.field(entry.person::text)
  || audit.field(entry.actor_kind) || audit.field(entry.role) || audit.field(entry.post::text)
  || audit.field(entry.entity) || audit.field(entry.acting_for) || audit.field(entry.via)
  || audit.field(entry.origin) || audit.field(entry.input_digest) || audit.field(entry.change),
  'UTF8')), 'hex');

-- Puts a new entry at the end of its chain. Whoever inserts chooses neither number nor hash. The head is locked until the
-- transaction ends, so entries are written last.
create function audit.chain() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  head audit.heads;
begin
  insert into audit.heads (association, number, hash, at)
  values (new.association, 0, repeat('0', 64), new.at)
  on conflict (association) do nothing;
  select * into strict head from audit.heads where association = new.association for update;
  new.number := head.number + 1;
  new.previous := head.hash;
  new.hash := audit.hash_of(new);
  update audit.heads set number = new.number, hash = new.hash, at = new.at where association = new.association;
  return new;
end $$;
revoke all on function audit.chain() from public;

-- Entries from before the chain, in the order in which they were written.
set local app.backup = 'on';
do $$
declare
  entry platform.audit_entries;
  last_association text;
  last_hash text;
  last_number bigint;
begin
  for entry in select * from platform.audit_entries order by association collate "C", id loop
    if last_association is distinct from entry.association then
      last_association := entry.association;
      last_hash := repeat('0', 64);
      last_number := 0;
    end if;
    last_number := last_number + 1;
    entry.number := last_number;
    entry.previous := last_hash;
    last_hash := audit.hash_of(entry);
    update platform.audit_entries set number = last_number, previous = entry.previous, hash = last_hash
    where association = entry.association and id = entry.id;
    insert into audit.heads (association, number, hash, at) values (entry.association, last_number, last_hash, entry.at)
    on conflict (association) do update set number = excluded.number, hash = excluded.hash, at = excluded.at;
  end loop;
end $$;

alter table platform.audit_entries
  alter column number set not null,
  alter column previous set not null,
  alter column hash set not null,
  add constraint audit_entries_chain unique (association, number);
create index audit_entries_person on platform.audit_entries (association, person, number);

create trigger chain before insert on platform.audit_entries for each row execute function audit.chain();

-- Nothing of the trail is changed or removed, by the owner of the tables neither, but for entries whose archive is there.
create function audit.refuse_change() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'DELETE' and tg_table_name = 'audit_entries' then
    if exists (
      select from audit.archives a
      where a.association = old.association and old.number between a.first and a.last
    ) then
      return old;
    end if;
  end if;
  if tg_op = 'UPDATE' and tg_table_name = 'heads' then
    if pg_trigger_depth() > 1 and new.association = old.association and new.number = old.number + 1 then
      return new;
    end if;
  end if;
  raise exception 'the audit trail is neither changed nor removed (% on %)', tg_op, tg_table_name using errcode = '42501';
end $$;

create trigger refuse_change before update or delete on platform.audit_entries
  for each row execute function audit.refuse_change();
create trigger refuse_truncate before truncate on platform.audit_entries
  for each statement execute function audit.refuse_change();
create trigger refuse_change before update or delete on audit.heads
  for each row execute function audit.refuse_change();
create trigger refuse_truncate before truncate on audit.heads
  for each statement execute function audit.refuse_change();
create trigger refuse_change before update or delete on audit.daily_heads
  for each row execute function audit.refuse_change();
create trigger refuse_truncate before truncate on audit.daily_heads
  for each statement execute function audit.refuse_change();
create trigger refuse_change before update or delete on audit.archives
  for each row execute function audit.refuse_change();
create trigger refuse_truncate before truncate on audit.archives
  for each statement execute function audit.refuse_change();

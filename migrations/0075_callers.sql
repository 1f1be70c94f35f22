-- Who asks for help: found again while the telephone rings, with the entity, where to call back and the machine of the last time.
create table service_desk.callers (
  association text not null references platform.associations (id),
  entity text not null,
  -- The id of who has an account, else the name in small letters.
  caller text not null check (length(caller) between 1 and 200),
  person uuid,
  name text not null check (name ~ '\S' and length(name) <= 200),
  contact text not null check (length(contact) <= 200),
  -- A number is found however it was written.
  digits text not null generated always as (regexp_replace(contact, '[^0-9]+', '', 'g')) stored,
  asset text not null check (length(asset) <= 200),
  asked_at timestamptz not null,
  primary key (association, entity, caller)
);
call platform.guard('service_desk.callers', privileges => 'select, insert, update', entity => 'entity');

-- What the office asks of the queue of requests again and again: of a person, or shared by the office.
create table service_desk.saved_views (
  association text not null,
  id uuid not null,
  -- Whose it is; who shared it, where it is shared.
  person uuid not null,
  shared boolean not null,
  name text not null check (name ~ '\S' and length(name) <= 80),
  -- The filters, by the names they have in the queue.
  asked jsonb not null check (jsonb_typeof(asked) = 'object'),
  created_at timestamptz not null,
  primary key (association, id)
);
create index saved_views_person on service_desk.saved_views (association, person);
call platform.guard('service_desk.saved_views', privileges => 'select, insert, delete');

-- Who has a request before him just now; of no interest a minute later.
create unlogged table service_desk.presence (
  association text not null,
  ticket bigint not null,
  person uuid not null,
  entity text not null,
  name text not null,
  seen_at timestamptz not null,
  -- When he wrote last, in an answer that is not sent yet.
  writing_at timestamptz,
  primary key (association, ticket, person)
);
call platform.guard('service_desk.presence', entity => 'entity');

-- Whether anything has changed in the queue.
create index tickets_changed on service_desk.tickets (association, changed_at);

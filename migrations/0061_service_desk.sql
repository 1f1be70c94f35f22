-- Requests for help. What happened to one is a list of events that only grows; the row in `tickets` is what they add up to.
create schema if not exists service_desk;
create extension if not exists pg_trgm with schema platform;

-- As it was, written so that PostgreSQL takes it for one row in two. As three things, any of which is enough, it was taken for one
-- row in two hundred, and a page of a long list was found by reading and sorting all of it.
create or replace function platform.sees(entity text) returns boolean
language sql stable parallel safe
return case
  when entity is null or current_setting('app.entity', true) = '*' then true
  else entity = any (string_to_array(current_setting('app.entity', true), ','))
end;

-- The last number given in a year.
create table service_desk.numbers (
  association text not null,
  year integer not null check (year between 2000 and 2199),
  last integer not null check (last between 1 and 9999999),
  primary key (association, year)
);
call platform.guard('service_desk.numbers', privileges => 'select, insert, update');

create table service_desk.tickets (
  association text not null,
  -- Year and number in it: 20260000123 is 2026/123. They grow with time.
  id bigint not null check (id between 20000000001 and 21999999999),
  entity text not null,
  requester uuid,
  requester_name text not null check (length(requester_name) <= 200),
  service text check (length(service) between 1 and 100),
  priority text not null check (priority in ('low', 'normal', 'high', 'urgent')),
  state text not null check (state in ('new', 'assigned', 'waiting', 'solved', 'closed', 'merged', 'refused')),
  wait text check (wait in ('material', 'person', 'supplier', 'agreed')),
  level text not null check (level in ('first', 'second', 'project-manager', 'supplier', 'facilitator')),
  assignee uuid,
  subject text not null check (subject ~ '\S' and length(subject) <= 200),
  origin text not null check (origin in ('portal', 'phone', 'email', 'api')),
  asset text not null check (length(asset) <= 200),
  contract text not null check (length(contract) <= 200),
  parent bigint,
  merged_into bigint,
  opened_at timestamptz not null,
  changed_at timestamptz not null,
  answered_at timestamptz,
  solved_at timestamptz,
  closed_at timestamptz,
  -- The nearest moment that the clock promises; null where nothing is promised or the clock stands still.
  due_at timestamptz,
  rating text check (rating in ('satisfied', 'so-so', 'unsatisfied')),
  minutes integer not null check (minutes >= 0),
  version integer not null check (version >= 1),
  primary key (association, id),
  foreign key (association, parent) references service_desk.tickets (association, id),
  foreign key (association, merged_into) references service_desk.tickets (association, id),
  check ((state = 'waiting') = (wait is not null)),
  check ((state = 'merged') = (merged_into is not null)),
  check (state not in ('closed', 'merged', 'refused') or closed_at is not null)
);
-- One for each filter of the queue, the latest first; what is open is few, and has its own.
create index tickets_open on service_desk.tickets (association, id) where state in ('new', 'assigned', 'waiting');
create index tickets_open_due on service_desk.tickets (association, due_at, id)
  where state in ('new', 'assigned', 'waiting');
create index tickets_state on service_desk.tickets (association, state, id);
create index tickets_entity on service_desk.tickets (association, entity, id);
create index tickets_requester on service_desk.tickets (association, requester, id) where requester is not null;
create index tickets_assignee on service_desk.tickets (association, assignee, id) where assignee is not null;
create index tickets_service on service_desk.tickets (association, service, id) where service is not null;
create index tickets_priority on service_desk.tickets (association, priority, id);
create index tickets_level on service_desk.tickets (association, level, id);
create index tickets_parent on service_desk.tickets (association, parent, id) where parent is not null;
create index tickets_merged on service_desk.tickets (association, merged_into, id) where merged_into is not null;
call platform.guard('service_desk.tickets', privileges => 'select, insert, update', entity => 'entity');

create table service_desk.ticket_events (
  association text not null,
  ticket bigint not null,
  version integer not null check (version >= 1),
  entity text not null,
  kind text not null check (kind ~ '^[a-z-]{1,30}$'),
  -- Whether the entity's people see it; the others are for who works on requests.
  shown boolean not null,
  at timestamptz not null,
  person uuid,
  name text not null,
  party text not null check (party in ('office', 'head', 'supplier', 'referent', 'requester', 'reader')),
  what jsonb not null,
  -- The fields of the request that it changed, as they were: what undoing it puts back.
  was jsonb not null,
  primary key (association, ticket, version),
  foreign key (association, ticket) references service_desk.tickets (association, id)
);
create policy association on service_desk.ticket_events using (
  association = current_setting('app.association', true) and platform.sees(entity)
  and (shown or current_setting('app.entity', true) = '*')
);
call platform.guard_without_policy('service_desk.ticket_events', 'select, insert');

-- What referents are asked for on site. `task` is the event that asked.
create table service_desk.tasks (
  association text not null,
  ticket bigint not null,
  task integer not null,
  entity text not null,
  kind text not null check (kind in ('hands-on', 'material')),
  instructions text not null check (instructions ~ '\S'),
  due date,
  asked_at timestamptz not null,
  answered_at timestamptz,
  done boolean,
  result text,
  primary key (association, ticket, task),
  foreign key (association, ticket) references service_desk.tickets (association, id),
  check (num_nulls(answered_at, done, result) in (0, 3))
);
create index tasks_open on service_desk.tasks (association, entity, due, ticket) where answered_at is null;
call platform.guard('service_desk.tasks', privileges => 'select, insert, update', entity => 'entity');

-- Who wants to hear of a request without having it in hand.
create table service_desk.watchers (
  association text not null,
  ticket bigint not null,
  person uuid not null,
  entity text not null,
  since timestamptz not null,
  primary key (association, ticket, person),
  foreign key (association, ticket) references service_desk.tickets (association, id)
);
create index watchers_person on service_desk.watchers (association, person, ticket);
call platform.guard('service_desk.watchers', privileges => 'select, insert, delete', entity => 'entity');

-- What a search finds. PostgreSQL uses no index on words below a row-level policy, because comparing them is not leakproof: so
-- the words asked for (`app.words`) are part of the policy itself, and without asking nothing is seen. Only the functions
-- below write here.
create table service_desk.ticket_words (
  association text not null,
  ticket bigint not null,
  entity text not null,
  words tsvector not null,
  -- Of internal notes: found by who sees the whole association.
  notes tsvector not null,
  primary key (association, ticket),
  foreign key (association, ticket) references service_desk.tickets (association, id)
);
create index ticket_words_words on service_desk.ticket_words using gin (words);
create index ticket_words_notes on service_desk.ticket_words using gin (notes);
create policy asked on service_desk.ticket_words for select using (
  association = current_setting('app.association', true) and platform.sees(entity)
  and (
    words @@ nullif(current_setting('app.words', true), '')::tsquery
    or (notes @@ nullif(current_setting('app.words', true), '')::tsquery and current_setting('app.entity', true) = '*')
  )
);
call platform.guard_without_policy('service_desk.ticket_words', 'select');

-- Words as they are written in requests, for those typed with an error (`app.like`).
create table service_desk.vocabulary (
  association text not null,
  entity text not null,
  word text not null check (length(word) between 4 and 40),
  primary key (association, entity, word)
);
create index vocabulary_word on service_desk.vocabulary using gin (word platform.gin_trgm_ops);
create policy asked on service_desk.vocabulary for select using (
  association = current_setting('app.association', true) and platform.sees(entity)
  and word operator(platform.%) nullif(current_setting('app.like', true), '')
);
call platform.guard_without_policy('service_desk.vocabulary', 'select');

-- Adds what was written in a request to what a search finds. As the owner of the tables, whose policy `backup` lets him write
-- where nobody else can, within what the caller may see.
create function service_desk.index_words(ticket_id bigint, of_entity text, written text, shown boolean) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  here text := current_setting('app.association', true);
  found tsvector := strip(to_tsvector('italian', written));
begin
  if here is null or here = '' or not platform.sees(of_entity)
    or not exists (
      select from service_desk.tickets t where t.association = here and t.id = ticket_id and t.entity = of_entity
    )
  then
    raise exception 'words of a request that is not seen' using errcode = '42501';
  end if;
  perform set_config('app.backup', 'on', true);
  begin
    insert into service_desk.ticket_words as w (association, ticket, entity, words, notes)
    values (here, ticket_id, of_entity, case when shown then found else '' end, case when shown then '' else found end)
    on conflict (association, ticket)
    do update set words = w.words || excluded.words, notes = w.notes || excluded.notes;
  exception when program_limit_exceeded then
    null; -- so long already that there is no room for more words
  end;
  if shown then
    insert into service_desk.vocabulary (association, entity, word)
    select distinct here, of_entity, lower(word)
    from regexp_split_to_table(written, '[^[:alpha:]]+') word where length(word) between 4 and 40
    order by 3
    on conflict do nothing;
  end if;
  perform set_config('app.backup', '', true);
end $$;

-- The calendar's own: what was done, with its proof; events that no other register holds; reminders sent; calendars to subscribe to.
-- What is due has no row: it is computed from the agreement.
create schema planning;

-- Proofs. A document of an entity is seen by that entity and by who sees the whole association.
create table planning.documents (
  association text not null,
  id uuid not null,
  entity text,
  name text not null check (name ~ '\S' and length(name) <= 200),
  media_type text not null check (length(media_type) <= 100),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bytea not null check (length(bytes) between 1 and 20971520),
  recorded_at timestamptz not null,
  recorded_by text,
  primary key (association, id)
);
call platform.guard('planning.documents', privileges => 'select, insert', entity => 'entity');

-- That an obligation was fulfilled: once each, until it is undone with its reason. `entity` is whose obligation it is.
create table planning.fulfilments (
  association text not null,
  id uuid not null,
  obligation text not null check (length(obligation) between 1 and 300),
  year integer not null check (year between 1 and 9999),
  entity text,
  due date not null,
  done_on date not null,
  act text not null check (act ~ '\S' and length(act) <= 300),
  -- Where it is in this system, below the association: `organi/sedute/3`.
  link text not null default '' check (length(link) <= 300),
  note text not null default '' check (length(note) <= 2000),
  document uuid,
  recorded_at timestamptz not null,
  recorded_by text not null,
  undone_at timestamptz,
  undone_by text,
  undone_reason text check (undone_reason ~ '\S' and length(undone_reason) <= 400),
  primary key (association, id),
  foreign key (association, document) references planning.documents (association, id),
  check (num_nulls(undone_at, undone_by, undone_reason) in (0, 3))
);
create unique index fulfilments_once on planning.fulfilments (association, obligation, coalesce(entity, ''))
  where undone_at is null;
create index fulfilments_year on planning.fulfilments (association, year);
call platform.guard('planning.fulfilments', privileges => 'select, insert, update', entity => 'entity');

-- Days on which something happened that terms count from and no register holds: the account was approved.
create table planning.events (
  association text not null,
  id uuid not null,
  event text not null check (event ~ '^[a-z][a-z0-9:._-]{0,99}$'),
  on_day date not null,
  act text not null check (act ~ '\S' and length(act) <= 300),
  recorded_at timestamptz not null,
  recorded_by text not null,
  undone_at timestamptz,
  undone_by text,
  undone_reason text check (undone_reason ~ '\S' and length(undone_reason) <= 400),
  primary key (association, id),
  check (num_nulls(undone_at, undone_by, undone_reason) in (0, 3))
);
create unique index events_once on planning.events (association, event, on_day) where undone_at is null;
call platform.guard('planning.events', privileges => 'select, insert, update');

-- A reminder goes once for each obligation, entity and number of days before.
create table planning.reminders (
  association text not null,
  obligation text not null check (length(obligation) <= 300),
  -- Empty where it is the association's: it is part of the key.
  whose text not null,
  entity text generated always as (nullif(whose, '')) stored,
  due date not null,
  days_before integer not null check (days_before between 0 and 366),
  sent_at timestamptz not null,
  recipients integer not null check (recipients >= 0),
  primary key (association, obligation, whose, due, days_before)
);
call platform.guard('planning.reminders', privileges => 'select, insert, update', entity => 'entity');

-- Addresses of calendars, kept as the SHA-256 of their secret part. One at a time for each person and each entity.
create table planning.feeds (
  association text not null,
  id uuid not null,
  person uuid,
  entity text,
  token_sha256 text not null check (token_sha256 ~ '^[0-9a-f]{64}$'),
  created_at timestamptz not null,
  created_by text not null,
  revoked_at timestamptz,
  primary key (association, id),
  unique (token_sha256),
  check (num_nonnulls(person, entity) = 1)
);
create unique index feeds_person on planning.feeds (association, person) where revoked_at is null and person is not null;
create unique index feeds_entity on planning.feeds (association, entity) where revoked_at is null and entity is not null;
call platform.guard('planning.feeds', privileges => 'select, insert, update', entity => 'entity');

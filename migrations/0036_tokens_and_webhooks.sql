-- How programs come in, with tokens, and how they are told what was done, by webhooks.

create schema tokens;

-- A token lets a program act from one post, for a list of acts, until a day. Only its hash is stored. Either a person's own,
-- from one of that person's posts, or a program's, with a role and an entity of its own.
create table tokens.tokens (
  association text not null,
  id uuid not null,
  name text not null check (name <> ''),
  person uuid,
  post uuid,
  role text not null,
  entity text,
  actions text[] not null check (cardinality(actions) > 0),
  -- how strongly whoever made it was signed in: it counts for no more
  level smallint not null check (level between 1 and 3),
  token_sha256 text not null,
  -- its last characters, to tell it from others
  ending text not null,
  created timestamptz not null,
  created_by uuid,
  -- the last day on which it opens
  until date not null,
  used timestamptz,
  used_from text,
  revoked timestamptz,
  revoked_by uuid,
  primary key (association, id),
  check ((person is null) = (post is null))
);
create unique index tokens_hash on tokens.tokens (token_sha256);
create index tokens_person on tokens.tokens (person);
call platform.guard('tokens.tokens', installation => true);

create schema webhooks;

-- Where an association's acts are told, and which; what is told is what this role, for this entity, may read.
create table webhooks.endpoints (
  association text not null,
  id uuid not null,
  name text not null check (name <> ''),
  address text not null check (address ~ '^https?://'),
  events text[] not null check (cardinality(events) > 0),
  role text not null,
  entity text,
  created timestamptz not null,
  created_by uuid,
  language text not null check (language in ('it', 'en')),
  -- failed tries since the last that succeeded, and when that was
  failures integer not null default 0,
  succeeded timestamptz,
  disabled timestamptz,
  -- `failing` by itself, `chosen` by a person
  disabled_because text check (disabled_because in ('failing', 'chosen')),
  primary key (association, id)
);
call platform.guard('webhooks.endpoints', installation => true);

-- Secrets of the signatures, sealed with the installation's key. A new one signs beside the old until the old one retires.
create table webhooks.keys (
  association text not null,
  endpoint uuid not null,
  id text not null,
  sealed_secret text not null,
  created timestamptz not null,
  retires timestamptz,
  primary key (association, endpoint, id),
  foreign key (association, endpoint) references webhooks.endpoints on delete cascade
);
call platform.guard('webhooks.keys', installation => true);

-- What is to be told, written in the transaction of the act.
create table webhooks.deliveries (
  association text not null,
  id uuid not null,
  endpoint uuid not null,
  event text not null,
  body text not null,
  asked timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'given-up', 'cancelled')),
  next_try timestamptz,
  tries integer not null default 0,
  settled timestamptz,
  primary key (association, id),
  foreign key (association, endpoint) references webhooks.endpoints on delete cascade
);
create index deliveries_due on webhooks.deliveries (next_try, asked) where state = 'waiting';
create index deliveries_asked on webhooks.deliveries (association, endpoint, asked);
call platform.guard('webhooks.deliveries', installation => true);

-- Each try, written before it begins.
create table webhooks.tries (
  association text not null,
  delivery uuid not null,
  number integer not null,
  began timestamptz not null,
  ended timestamptz,
  milliseconds integer,
  status integer,
  error text,
  primary key (association, delivery, number),
  foreign key (association, delivery) references webhooks.deliveries on delete cascade
);
call platform.guard('webhooks.tries', installation => true);

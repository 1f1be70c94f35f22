-- Sign-in by other identity providers: those of staff (OpenID Connect), SPID and CIE of citizens and businesses. Rows belong to
-- the installation (`association` is empty), which alone sees them.
create schema federation;

-- Whoever lets staff in. `offered_to` is the only association whose people it may let in; null for all. The client's secret is
-- sealed with the installation's key. `terms`: scopes, names of claims, domains, levels.
create table federation.oidc_providers (
  association text not null default '' check (association = ''),
  id text not null check (id ~ '^[a-z][a-z0-9-]{1,40}$'),
  name text not null check (name <> ''),
  offered_to text references platform.associations,
  issuer text not null,
  client_id text not null,
  secret_sealed text,
  terms jsonb not null,
  changed timestamptz not null,
  primary key (association, id)
);
call platform.guard('federation.oidc_providers', installation => true);

-- Whose account a subject of a provider is. A person has one subject at a provider.
create table federation.links (
  association text not null default '' check (association = ''),
  provider text not null,
  subject text not null,
  person uuid not null references identity.people,
  linked timestamptz not null,
  primary key (association, provider, subject),
  unique (association, provider, person),
  foreign key (association, provider) references federation.oidc_providers on delete cascade
);
create index links_person on federation.links (person);
call platform.guard('federation.links', installation => true);

-- The identity providers of SPID, as their metadata say.
create table federation.spid_providers (
  association text not null default '' check (association = ''),
  entity_id text not null,
  name text not null check (name <> ''),
  sign_in_address text not null,
  sign_out_address text,
  certificates text[] not null check (cardinality(certificates) > 0),
  changed timestamptz not null,
  primary key (association, entity_id)
);
call platform.guard('federation.spid_providers', installation => true);

-- A sign-in (or a sign-out) that went to a provider and has not come back yet, or has: each is answered once. `id` is the
-- request's id or state; `browser` the mark of the browser in which it began. `ticket` opens the proved identity, sealed in
-- `proof`, in that browser only.
create table federation.attempts (
  association text not null default '' check (association = ''),
  id text not null,
  method text not null check (method in ('oidc', 'spid', 'cie')),
  provider text not null,
  browser text not null,
  back text not null,
  level smallint not null check (level between 1 and 3),
  secret_sealed text,
  started timestamptz not null,
  answered timestamptz,
  ticket text unique,
  proof_sealed text,
  primary key (association, id)
);
create index attempts_started on federation.attempts (started);
call platform.guard('federation.attempts', installation => true);

-- Messages of providers already believed once, until they would be too old anyway.
create table federation.used_messages (
  association text not null default '' check (association = ''),
  issuer text not null,
  id text not null,
  until timestamptz not null,
  primary key (association, issuer, id)
);
create index used_messages_until on federation.used_messages (until);
call platform.guard('federation.used_messages', privileges => 'select, insert, delete', installation => true);

-- What a session opened by a provider knows: how to sign out there, and the business for which a person came.
create table federation.sessions (
  association text not null default '' check (association = ''),
  session text not null references identity.sessions on delete cascade,
  method text not null check (method in ('oidc', 'spid', 'cie')),
  provider text not null,
  subject text not null,
  provider_session text,
  sign_out_sealed text,
  business jsonb,
  primary key (association, session)
);
create index sessions_subject on federation.sessions (provider, subject);
call platform.guard('federation.sessions', installation => true);

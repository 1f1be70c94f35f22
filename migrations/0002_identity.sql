-- People and how they get in, their posts, what was done. Names of people stay here; other modules keep the person's id.
create schema identity;

-- One account for a person, whatever the posts. Belongs to no association: seen by the person, by those who share an
-- association with one of the person's posts, and by the installation.
create table identity.people (
  id uuid primary key,
  email text not null check (email = lower(email) and email like '%_@_%'),
  name text not null check (name <> ''),
  language text not null default 'it' check (language in ('it', 'en')),
  password_hash text,
  disabled timestamptz,
  created timestamptz not null
);
create unique index people_email on identity.people (email);

-- From which role and entity a person acts, from when to when, by which act. `association` is empty for the
-- installation's own administrators; `entity` is empty where the post is the association's.
create table identity.posts (
  association text not null,
  id uuid not null,
  person uuid not null references identity.people,
  role text not null,
  entity text,
  entity_name text,
  since date not null,
  until date check (until >= since),
  act text not null default '',
  primary key (association, id)
);
create index posts_person on identity.posts (person);
create policy own on identity.posts for select using (person::text = current_setting('app.person', true));
call platform.guard('identity.posts', installation => true);

create policy own on identity.people using (id::text = current_setting('app.person', true));
create policy colleagues on identity.people for select using (
  exists (
    select from identity.posts p
    where p.person = people.id and p.association = current_setting('app.association', true) and p.association <> ''
  )
);
create policy installation on identity.people using (current_setting('app.installation', true) = 'on');
call platform.guard_without_policy('identity.people', 'select, insert, update');

-- Who is signed in now. The browser holds the token; here is only its hash.
create table identity.sessions (
  token_sha256 text primary key,
  person uuid not null references identity.people,
  association text,
  post uuid,
  created timestamptz not null,
  seen timestamptz not null
);
create index sessions_person on identity.sessions (person);
create policy own on identity.sessions using (person::text = current_setting('app.person', true));
create policy installation on identity.sessions using (current_setting('app.installation', true) = 'on');
call platform.guard_without_policy('identity.sessions', 'select, insert, update, delete');

-- Who did what, from which post, when and from where; written in the transaction of the act, never changed or removed.
create table platform.audit_entries (
  association text not null,
  id bigint generated always as identity,
  at timestamptz not null,
  action text not null,
  person uuid,
  actor_kind text not null,
  role text,
  entity text,
  via text not null,
  origin text,
  input_digest text not null,
  primary key (association, id)
);
create index audit_entries_at on platform.audit_entries (association, at);
call platform.guard('platform.audit_entries', privileges => 'select, insert', installation => true);

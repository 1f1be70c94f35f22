-- Posts with the act that gave them and the one that ended them; requests, confirmations twice a year, administrators.
alter table identity.posts
  add column act_number text not null default '',
  add column act_date date,
  add column act_issuer text not null default '',
  add column end_act text not null default '',
  add column assigned_at timestamptz;

-- What one administration sees of posts is what is its own and what is of the whole association.
drop policy association on identity.posts;
create policy association on identity.posts using (
  (association = current_setting('app.association', true) and platform.sees(entity))
  or current_setting('app.installation', true) = 'on'
);
create index posts_entity on identity.posts (association, entity);

-- A referent asks that somebody joins, changes or leaves; the entity's delegate of the controller authorises; the office
-- carries out. `post` is the post to change, or the only one to end; `person` is who leaves or changes.
create table identity.requests (
  association text not null,
  id uuid not null,
  kind text not null check (kind in ('joiner', 'mover', 'leaver')),
  entity text not null,
  entity_name text not null,
  person uuid references identity.people,
  name text not null check (name <> ''),
  email text,
  post uuid,
  role text,
  since date not null,
  until date check (until >= since),
  act_number text not null default '',
  act_date date,
  act_issuer text not null default '',
  reason text not null default '',
  state text not null default 'requested' check (state in ('requested', 'authorised', 'done', 'rejected', 'withdrawn')),
  requested_at timestamptz not null,
  requested_by uuid,
  requested_role text,
  decided_at timestamptz,
  decided_by uuid,
  decided_role text,
  decided_reason text not null default '',
  done_at timestamptz,
  done_by uuid,
  primary key (association, id),
  check (kind = 'leaver' or role is not null),
  check (kind <> 'joiner' or email is not null),
  check (kind = 'joiner' or person is not null)
);
create index requests_state on identity.requests (association, state, requested_at);
call platform.guard('identity.requests', entity => 'entity');

-- A round in which every post is confirmed or ended by its entity. `unconfirmed`: what becomes of posts that nobody
-- confirmed by the day `due`.
create table identity.reviews (
  association text not null,
  id uuid not null,
  opened_on date not null,
  due date not null check (due >= opened_on),
  unconfirmed text not null check (unconfirmed in ('suspend', 'keep')),
  opened_by uuid,
  opened_at timestamptz not null,
  primary key (association, id)
);
call platform.guard('identity.reviews', installation => true);

-- The posts of a round. `entity` is empty for posts of the whole association.
create table identity.review_posts (
  association text not null,
  review uuid not null,
  post uuid not null,
  entity text,
  due date not null,
  unconfirmed text not null check (unconfirmed in ('suspend', 'keep')),
  outcome text check (outcome in ('confirmed', 'ended')),
  decided_at timestamptz,
  decided_by uuid,
  decided_role text,
  primary key (association, review, post),
  foreign key (association, review) references identity.reviews,
  foreign key (association, post) references identity.posts
);
create index review_posts_open on identity.review_posts (association, post) where outcome is null;
create policy installation on identity.review_posts for select using (current_setting('app.installation', true) = 'on');
call platform.guard('identity.review_posts', entity => 'entity');

-- Natural persons appointed system administrators, for which systems, by which act.
create table identity.administrators (
  association text not null,
  id uuid not null,
  person uuid not null references identity.people,
  systems text not null check (systems <> ''),
  duties text not null default '',
  act_number text not null default '',
  act_date date,
  act_issuer text not null default '',
  since date not null,
  until date check (until >= since),
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (association, id)
);
call platform.guard('identity.administrators');

-- The yearly check of an administrator's work; never changed or removed.
create table identity.administrator_checks (
  association text not null,
  administrator uuid not null,
  id uuid not null,
  checked_on date not null,
  outcome text not null check (outcome in ('adequate', 'to-correct', 'inadequate')),
  notes text not null default '',
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (association, id),
  foreign key (association, administrator) references identity.administrators
);
create index administrator_checks_of on identity.administrator_checks (association, administrator, checked_on);
call platform.guard('identity.administrator_checks', privileges => 'select, insert');

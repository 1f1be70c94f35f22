-- What the office knows and makes known: articles on how things are done; what does not work, or will be worked on.
create schema knowledge;

-- `audience` is of the version that is read, which whoever sees the whole association decides.
create table knowledge.articles (
  association text not null references platform.associations (id),
  id uuid not null,
  latest integer not null check (latest >= 1),
  -- The version that is read; none: a draft, or withdrawn.
  published integer check (published between 1 and latest),
  audience text check (audience in ('office', 'employees', 'public')),
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (association, id),
  check ((published is null) = (audience is null)),
  check (withdrawn_at is null or published is null)
);
create index articles_changed on knowledge.articles (association, changed_at desc, id);
create policy reads on knowledge.articles for select using (
  association = current_setting('app.association', true)
  and (audience = 'public' or (audience = 'employees' and coalesce(current_setting('app.entity', true), '') <> ''))
);
create policy writes on knowledge.articles using (
  association = current_setting('app.association', true) and current_setting('app.entity', true) = '*'
);
call platform.guard_without_policy('knowledge.articles', 'select, insert, update');

-- Every version stays; whoever is not of the office sees the one that is read.
create table knowledge.versions (
  association text not null,
  article uuid not null,
  number integer not null check (number >= 1),
  audience text not null check (audience in ('office', 'employees', 'public')),
  -- Its code in the catalogue.
  service text check (length(service) between 1 and 100),
  title text not null check (title ~ '\S' and length(title) <= 200),
  body text not null check (body ~ '\S' and length(body) <= 50000),
  title_en text not null check (length(title_en) <= 200),
  body_en text not null check (length(body_en) <= 50000),
  -- Words that people say for it, beside those of the title.
  words text not null check (length(words) <= 500),
  written_at timestamptz not null,
  written_by text not null,
  published_at timestamptz,
  published_by text,
  found tsvector not null generated always as (
    setweight(to_tsvector('italian'::regconfig, regexp_replace(title || ' ' || words, '[^[:alnum:]]+', ' ', 'g')), 'A')
    || setweight(to_tsvector('english'::regconfig, regexp_replace(title_en || ' ' || words, '[^[:alnum:]]+', ' ', 'g')), 'A')
    || setweight(to_tsvector('italian'::regconfig, regexp_replace(body, '[^[:alnum:]]+', ' ', 'g')), 'C')
    || setweight(to_tsvector('english'::regconfig, regexp_replace(body_en, '[^[:alnum:]]+', ' ', 'g')), 'C')
  ) stored,
  primary key (association, article, number),
  foreign key (association, article) references knowledge.articles (association, id),
  check ((title_en = '') = (body_en = ''))
);
create policy reads on knowledge.versions for select using (
  association = current_setting('app.association', true)
  and exists (
    select from knowledge.articles a
    where a.association = versions.association and a.id = versions.article and a.published = versions.number
  )
);
create policy writes on knowledge.versions using (
  association = current_setting('app.association', true) and current_setting('app.entity', true) = '*'
);
call platform.guard_without_policy('knowledge.versions', 'select, insert, update');

-- Whether it was of use, once for each person.
create table knowledge.opinions (
  association text not null,
  article uuid not null,
  person uuid not null,
  helpful boolean not null,
  at timestamptz not null,
  primary key (association, article, person),
  foreign key (association, article) references knowledge.articles (association, id)
);
create policy association on knowledge.opinions using (
  association = current_setting('app.association', true)
  and (person::text = current_setting('app.person', true) or current_setting('app.entity', true) = '*')
);
call platform.guard_without_policy('knowledge.opinions', 'select, insert, update');

-- Known problems and planned work; anybody reads them.
create table knowledge.announcements (
  association text not null references platform.associations (id),
  id uuid not null,
  kind text not null check (kind in ('problem', 'planned')),
  title text not null check (title ~ '\S' and length(title) <= 200),
  -- Codes of the catalogue; none: all of them.
  services text[] not null check (cardinality(services) <= 100),
  impact text not null check (impact in ('down', 'slow', 'none')),
  starts_at timestamptz not null,
  -- When it is expected to be over.
  ends_at timestamptz check (ends_at > starts_at),
  closed_at timestamptz,
  outcome text check (outcome in ('solved', 'done', 'cancelled')),
  created_at timestamptz not null,
  primary key (association, id),
  check ((closed_at is null) = (outcome is null)),
  check (kind = 'problem' or ends_at is not null)
);
create index announcements_starts on knowledge.announcements (association, starts_at desc, id);
create policy reads on knowledge.announcements for select using (association = current_setting('app.association', true));
create policy writes on knowledge.announcements using (
  association = current_setting('app.association', true) and current_setting('app.entity', true) = '*'
);
call platform.guard_without_policy('knowledge.announcements', 'select, insert, update');

create table knowledge.announcement_updates (
  association text not null,
  announcement uuid not null,
  number integer not null check (number >= 1),
  at timestamptz not null,
  by_name text not null,
  stage text not null check (stage ~ '^[a-z]{1,20}$'),
  body text not null check (body ~ '\S' and length(body) <= 5000),
  primary key (association, announcement, number),
  foreign key (association, announcement) references knowledge.announcements (association, id)
);
create policy reads on knowledge.announcement_updates for select using (
  association = current_setting('app.association', true)
);
create policy writes on knowledge.announcement_updates using (
  association = current_setting('app.association', true) and current_setting('app.entity', true) = '*'
);
call platform.guard_without_policy('knowledge.announcement_updates', 'select, insert');

-- Requests for help that a known problem is the cause of.
create table knowledge.announcement_requests (
  association text not null,
  announcement uuid not null,
  ticket bigint not null,
  entity text not null,
  linked_at timestamptz not null,
  linked_by text not null,
  primary key (association, announcement, ticket),
  foreign key (association, announcement) references knowledge.announcements (association, id)
);
create index announcement_requests_ticket on knowledge.announcement_requests (association, ticket);
call platform.guard('knowledge.announcement_requests', privileges => 'select, insert, delete', entity => 'entity');

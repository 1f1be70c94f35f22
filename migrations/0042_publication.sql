-- The notice board of the association and of the entities that want one: notices, their postings, the certificate.
create schema publication;

-- Boards of entities; the association's own is always there.
create table publication.boards (
  association text not null references platform.associations (id),
  entity text not null,
  name text not null check (name <> ''),
  since date not null,
  until date check (until >= since),
  act text not null default '',
  primary key (association, entity)
);
call platform.guard('publication.boards');

-- `entity` is empty for the association's board. A draft has no number; whoever sees no draft sees what was posted.
create table publication.notices (
  association text not null references platform.associations (id),
  id uuid not null,
  entity text,
  subject text not null check (subject <> ''),
  kind text not null,
  issuer text not null default '',
  act text not null default '',
  act_date date,
  -- The day on which the act became executive, as the clerk says; the term is counted from the posting.
  executive date,
  -- The days of posting where no clause decides them.
  days integer check (days between 1 and 365),
  -- The number of the agreement's text that enters into force with the end of the posting.
  adopts_document integer,
  document bytea,
  document_name text,
  document_type text,
  document_sha256 text,
  -- Personal data: what the check found, what the clerk said, why it is necessary.
  found jsonb not null default '[]',
  personal_data text check (personal_data in ('none', 'necessary')),
  personal_reason text not null default '',
  created timestamptz not null,
  created_by text not null,
  -- Filled at the first posting.
  year integer,
  number integer,
  withdrawn date,
  withdrawn_reason text,
  -- When the document was taken away because of the personal data in it; its hash stays.
  document_removed timestamptz,
  -- When the text it carries was adopted.
  adopted timestamptz,
  primary key (association, id),
  check (num_nulls(document_name, document_type, document_sha256) in (0, 3)),
  check (num_nulls(year, number) in (0, 2))
);
create unique index notices_repertory on publication.notices (association, coalesce(entity, ''), year, number) where number is not null;
create policy reads on publication.notices for select using (
  association = current_setting('app.association', true) and (number is not null or platform.sees(entity))
);
create policy writes on publication.notices using (
  association = current_setting('app.association', true) and platform.sees(entity)
);
create policy installation on publication.notices using (current_setting('app.installation', true) = 'on');
call platform.guard_without_policy('publication.notices', 'select, insert, update, delete');

-- Each stay on the board; an interruption ends one, and the next counts from its own first day.
create table publication.postings (
  association text not null,
  notice uuid not null,
  number integer not null,
  entity text,
  posted date not null,
  posted_at timestamptz not null,
  posted_by text not null,
  last_day date not null check (last_day >= posted),
  trace text not null,
  interrupted date check (interrupted >= posted),
  interrupted_at timestamptz,
  reason text,
  primary key (association, notice, number),
  foreign key (association, notice) references publication.notices (association, id),
  check (num_nulls(interrupted, interrupted_at, reason) in (0, 3))
);
create policy reads on publication.postings for select using (association = current_setting('app.association', true));
create policy writes on publication.postings using (
  association = current_setting('app.association', true) and platform.sees(entity)
);
create policy installation on publication.postings using (current_setting('app.installation', true) = 'on');
call platform.guard_without_policy('publication.postings', 'select, insert, update');

-- Days of people by office and period, without names; only rates are published.
create table publication.office_days (
  association text not null references platform.associations (id),
  entity text not null,
  year integer not null check (year between 1990 and 2200),
  period integer not null check (period between 1 and 12),
  office text not null check (office <> ''),
  person integer not null,
  working_days integer not null check (working_days between 0 and 366),
  absent_days integer not null check (absent_days between 0 and working_days),
  primary key (association, entity, year, period, office, person)
);
call platform.guard('publication.office_days', entity => 'entity');

-- Rates as published, with their explanation. `every` is how many months a period has.
create table publication.rates (
  association text not null references platform.associations (id),
  entity text not null,
  year integer not null,
  period integer not null,
  every integer not null check (every in (1, 3)),
  office text not null,
  position integer not null,
  absence integer not null check (absence between 0 and 10000),
  presence integer not null check (presence = 10000 - absence),
  trace text not null,
  published timestamptz not null,
  published_by text not null,
  primary key (association, entity, year, period, office)
);
create policy reads on publication.rates for select using (association = current_setting('app.association', true));
create policy writes on publication.rates using (
  association = current_setting('app.association', true) and platform.sees(entity)
);
call platform.guard_without_policy('publication.rates', 'select, insert, delete');

-- What the office does and supports, and who has it. What is said of a service, an activation or a system is never changed: each
-- time is a row more, and the last one counts.
create schema service_catalogue;

-- Versions of services: drafts on their way (idea, evaluation, proposal), approved ones, and those given up. `content` is what is
-- said of the service (name, what is done, for whom, cost, owner, what it needs, form of its requests).
create table service_catalogue.services (
  association text not null,
  code text not null check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 60),
  number integer not null check (number > 0),
  stage text not null check (stage in ('idea', 'evaluation', 'proposal', 'approved', 'dropped')),
  -- The first day on which it holds.
  since date not null,
  content jsonb not null check (jsonb_typeof(content) = 'object'),
  drafted_at timestamptz not null,
  drafted_by text not null,
  approved_at timestamptz,
  approved_by text,
  act text not null default '' check (length(act) <= 300),
  primary key (association, code, number),
  check ((stage = 'approved') = (approved_at is not null)),
  check ((approved_at is null) = (approved_by is null))
);
create unique index services_draft on service_catalogue.services (association, code)
  where stage in ('idea', 'evaluation', 'proposal');
call platform.guard('service_catalogue.services');

-- That an entity has a service: asked for, in force, turned down, withdrawn.
create table service_catalogue.activations (
  association text not null,
  id uuid not null,
  revision integer not null check (revision > 0),
  entity text not null check (length(entity) <= 40),
  service text not null check (length(service) <= 60),
  from_day date not null,
  -- The last day, counted.
  until_day date check (until_day >= from_day),
  units integer check (units between 0 and 1000000),
  -- Who has it in the entity's place: a concessionary, a company of its own.
  beneficiary text not null check (length(beneficiary) <= 200),
  act text not null check (act ~ '\S' and length(act) <= 300),
  state text not null check (state in ('asked', 'in-force', 'refused', 'withdrawn')),
  did text not null check (did in ('asked', 'recorded', 'approved', 'refused', 'ended', 'corrected', 'withdrawn')),
  why text not null check (length(why) <= 500),
  at timestamptz not null,
  by_name text not null,
  primary key (association, id, revision)
);
create index activations_of_service on service_catalogue.activations (association, service, entity);
call platform.guard('service_catalogue.activations', privileges => 'select, insert', entity => 'entity');

-- Standards, and the requirements of new software: from a day on. `points` are what is checked one by one.
create table service_catalogue.standards (
  association text not null,
  code text not null check (code ~ '^[a-z0-9]+([.-][a-z0-9]+)*$' and length(code) <= 40),
  kind text not null check (kind in ('structural', 'application', 'documents')),
  stage text not null check (stage in ('study', 'proposal', 'adopted')),
  since date not null,
  title jsonb not null check (jsonb_typeof(title) = 'object'),
  points jsonb not null check (jsonb_typeof(points) = 'array'),
  -- Until when what was bought before it stays supported, where nothing older holds.
  legacy_until date,
  act text not null check (length(act) <= 300),
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (association, code)
);
call platform.guard('service_catalogue.standards');

-- Equipment and applications that entities declare: what was answered to each point, who authorised, when it was bought.
create table service_catalogue.systems (
  association text not null,
  id uuid not null,
  revision integer not null check (revision > 0),
  entity text not null check (length(entity) <= 40),
  name text not null check (name ~ '\S' and length(name) <= 200),
  category text not null check (length(category) <= 40),
  kind text not null check (kind in ('structural', 'application')),
  use_of text not null check (length(use_of) <= 1000),
  bought date,
  bought_by text check (bought_by in ('office', 'entity')),
  -- The standard it was checked against, the answers by point, and whether all that must be is.
  standard text,
  answers jsonb not null check (jsonb_typeof(answers) = 'object'),
  conforms boolean,
  checked_on date,
  authorisation text not null check (authorisation in ('none', 'given', 'refused')),
  authorisation_act text not null check (length(authorisation_act) <= 300),
  authorised_on date,
  did text not null check (did in ('declared', 'checked', 'authorised', 'refused', 'bought', 'dismissed')),
  why text not null check (length(why) <= 1000),
  at timestamptz not null,
  by_name text not null,
  primary key (association, id, revision),
  check ((bought is null) = (bought_by is null)),
  check ((standard is null) = (conforms is null)),
  check ((standard is null) = (checked_on is null)),
  check ((authorisation = 'none') = (authorised_on is null))
);
call platform.guard('service_catalogue.systems', privileges => 'select, insert', entity => 'entity');

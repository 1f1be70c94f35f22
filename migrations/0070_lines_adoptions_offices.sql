-- The line of action of a request where it is not the one of its service.
alter table service_desk.tickets add column line text check (line in ('technical', 'administrative', 'project'));

-- That an entity adopts a standard of data and documents, or says why it does not. The last revision counts.
create table service_catalogue.adoptions (
  association text not null,
  standard text not null,
  entity text not null check (length(entity) <= 40),
  revision integer not null check (revision > 0),
  state text not null check (state in ('adopted', 'declined')),
  -- From when it holds at the entity, or when it was declined.
  since date not null,
  act text not null check (length(act) <= 300),
  why text not null check (length(why) <= 500),
  at timestamptz not null,
  by_name text not null,
  primary key (association, standard, entity, revision),
  foreign key (association, standard) references service_catalogue.standards (association, code),
  check (state <> 'adopted' or act ~ '\S'),
  check (state <> 'declined' or why ~ '\S')
);
call platform.guard('service_catalogue.adoptions', privileges => 'select, insert', entity => 'entity');

-- Offices that the entities have together, set up or to be set up: their procedures, the standard programme of each, and which
-- entities have come over to it. `procedures` is a list of { code, name, software, unified: [{ entity, since }] }.
create table service_catalogue.associated_offices (
  association text not null,
  code text not null check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 60),
  revision integer not null check (revision > 0),
  name jsonb not null check (jsonb_typeof(name) = 'object'),
  stage text not null check (stage in ('planned', 'active', 'ended')),
  since date not null,
  entities jsonb not null check (jsonb_typeof(entities) = 'array'),
  procedures jsonb not null check (jsonb_typeof(procedures) = 'array'),
  act text not null check (length(act) <= 300),
  at timestamptz not null,
  by_name text not null,
  primary key (association, code, revision)
);
call platform.guard('service_catalogue.associated_offices', privileges => 'select, insert');

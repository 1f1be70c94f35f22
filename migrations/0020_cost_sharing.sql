-- Allocations of a year's costs: drafts with their costs, and what was adopted, frozen.
create schema cost_sharing;

create table cost_sharing.allocations (
  association text not null references platform.associations (id),
  number integer not null check (number > 0),
  year integer not null check (year between 1990 and 2200),
  title text not null default '',
  -- Readings chosen otherwise for this allocation only (a corrective, for one), and members that are or are not there yet.
  readings jsonb not null default '{}',
  without text[] not null default '{}',
  joining jsonb not null default '[]',
  -- The day whose figures count; null: 31 December of the year before.
  figures_on date,
  created timestamptz not null,
  created_by text not null,
  changed timestamptz not null,
  -- The adopted allocation that this one corrects.
  corrects integer,
  -- Filled at once when adopted. `frozen` holds facts, result and the hash of the explanations; its hash is of its text.
  adopted timestamptz,
  adopted_by text,
  act text,
  document_sha256 text,
  software text,
  frozen text,
  frozen_sha256 text,
  primary key (association, number),
  foreign key (association, corrects) references cost_sharing.allocations (association, number),
  check (num_nulls(adopted, adopted_by, act, document_sha256, software, frozen, frozen_sha256) in (0, 7)),
  check (act <> '')
);
-- A year is adopted once; each adopted allocation is corrected once (then the correction is).
create unique index allocations_adopted on cost_sharing.allocations (association, year) where adopted is not null and corrects is null;
create unique index allocations_corrected on cost_sharing.allocations (association, corrects) where adopted is not null and corrects is not null;
call platform.guard('cost_sharing.allocations');

create table cost_sharing.costs (
  association text not null,
  allocation integer not null,
  id text not null check (id ~ '^[a-z0-9]+([.-][a-z0-9]+)*$'),
  position integer not null,
  description text not null default '',
  item text,
  key text,
  amount bigint not null check (amount >= 0),
  capital boolean not null default false,
  participants text[] check (participants is null or cardinality(participants) > 0),
  weights jsonb,
  direct jsonb,
  requested_by text[] check (requested_by is null or cardinality(requested_by) > 0),
  authorised date,
  primary key (association, allocation, id),
  foreign key (association, allocation) references cost_sharing.allocations (association, number) on delete cascade,
  check (requested_by is null or authorised is not null)
);
call platform.guard('cost_sharing.costs');

create table cost_sharing.contributions (
  association text not null,
  allocation integer not null,
  cost text not null,
  position integer not null,
  source text not null check (source <> ''),
  amount bigint not null check (amount >= 0),
  primary key (association, allocation, cost, position),
  foreign key (association, allocation, cost) references cost_sharing.costs (association, allocation, id) on delete cascade
);
call platform.guard('cost_sharing.contributions');

create table cost_sharing.secondments (
  association text not null,
  allocation integer not null,
  position integer not null,
  entity text not null,
  person text not null check (person <> ''),
  cost bigint not null check (cost >= 0),
  percent text not null check (percent ~ '^[0-9]+(\.[0-9]+)?$'),
  primary key (association, allocation, position),
  foreign key (association, allocation) references cost_sharing.allocations (association, number) on delete cascade
);
call platform.guard('cost_sharing.secondments');

-- Why every amount of an adopted allocation is what it is: one text for each entity, and one for the total, whose entity is
-- the empty text: only who sees every entity sees it.
create table cost_sharing.explanations (
  association text not null,
  allocation integer not null,
  entity text not null,
  written text not null,
  primary key (association, allocation, entity),
  foreign key (association, allocation) references cost_sharing.allocations (association, number) on delete cascade
);
call platform.guard('cost_sharing.explanations', entity => 'entity');

-- What was adopted is never changed or removed; a correction is a new allocation.
create function cost_sharing.adopted_stays() returns trigger language plpgsql as $$
begin
  if old.adopted is not null then
    raise exception 'an adopted allocation is never changed' using errcode = 'restrict_violation';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger adopted_stays before update or delete on cost_sharing.allocations
  for each row execute function cost_sharing.adopted_stays();

create function cost_sharing.parts_of_adopted_stay() returns trigger language plpgsql as $$
begin
  if exists (
    select from cost_sharing.allocations
    where adopted is not null
      and (
        (tg_op <> 'INSERT' and association = old.association and number = old.allocation)
        or (tg_op <> 'DELETE' and association = new.association and number = new.allocation)
      )
  ) then
    raise exception 'an adopted allocation is never changed' using errcode = 'restrict_violation';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger adopted_stays before insert or update or delete on cost_sharing.costs
  for each row execute function cost_sharing.parts_of_adopted_stay();
create trigger adopted_stays before insert or update or delete on cost_sharing.contributions
  for each row execute function cost_sharing.parts_of_adopted_stay();
create trigger adopted_stays before insert or update or delete on cost_sharing.explanations
  for each row execute function cost_sharing.parts_of_adopted_stay();
create trigger adopted_stays before insert or update or delete on cost_sharing.secondments
  for each row execute function cost_sharing.parts_of_adopted_stay();

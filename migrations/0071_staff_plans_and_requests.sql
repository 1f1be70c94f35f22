-- The plan of the staff, what entities are asked to give of theirs, what they are to be given back for it, and who was told that a
-- task on site was missed.

-- `detached` is a way to lend somebody beside those there are.
alter table staffing.staff drop constraint staff_kind_check;
alter table staffing.staff add constraint staff_kind_check check (
  kind in (
    'permanent', 'fixed-term', 'seconded', 'detached', 'transferred', 'shared', 'part-assigned', 'self-employed', 'company'
  )
);

-- Posts of the service, how much of full time each is and how it is filled. One draft at a time; what is approved does not change.
create table staffing.staff_plans (
  association text not null,
  number integer not null check (number > 0),
  since date not null,
  -- A list of { title, category, area, percentage, filling, note }.
  posts jsonb not null check (jsonb_typeof(posts) = 'array'),
  drafted_at timestamptz not null,
  drafted_by text not null,
  approved_at timestamptz,
  approved_by text,
  -- Number and day of the act that approves it.
  act_number text check (act_number ~ '\S' and length(act_number) <= 60),
  act_day date,
  primary key (association, number),
  check (num_nulls(approved_at, approved_by, act_number, act_day) in (0, 4))
);
create unique index staff_plans_draft on staffing.staff_plans (association) where approved_at is null;
call platform.guard('staffing.staff_plans', privileges => 'select, insert, update');

-- Staff that the office asks an entity for, in one of the ways of the law or for the time that an intervention takes, and its answer.
create table staffing.staff_requests (
  association text not null,
  id uuid not null,
  revision integer not null check (revision > 0),
  entity text not null check (length(entity) between 1 and 40),
  form text not null check (form in ('seconded', 'detached', 'shared', 'part-assigned', 'time')),
  what text not null check (what ~ '\S' and length(what) <= 1000),
  -- Of a week, or altogether where it is for the time of an intervention.
  minutes integer not null check (minutes between 1 and 600000),
  since date not null,
  until date check (until >= since),
  state text not null check (state in ('asked', 'accepted', 'declined', 'withdrawn')),
  who text not null check (length(who) <= 200),
  -- What the entity bears for the person in a year, in cents.
  yearly_cost bigint check (yearly_cost >= 0),
  act text not null check (length(act) <= 300),
  why text not null check (length(why) <= 500),
  at timestamptz not null,
  by_person uuid,
  by_name text not null,
  primary key (association, id, revision),
  check (state <> 'accepted' or (act ~ '\S' and who ~ '\S')),
  check (state <> 'declined' or why ~ '\S')
);
call platform.guard('staffing.staff_requests', privileges => 'select, insert', entity => 'entity');

-- What an entity asks back of the expense for somebody it lends: the cost of a year and the part of it that works for the service.
create table staffing.reimbursement_claims (
  association text not null,
  id uuid not null,
  revision integer not null check (revision > 0),
  entity text not null check (length(entity) between 1 and 40),
  staff uuid not null,
  year integer not null check (year between 2000 and 2199),
  cost bigint not null check (cost > 0),
  percentage integer not null check (percentage between 1 and 100),
  amount bigint not null check (amount >= 0),
  note text not null check (length(note) <= 300),
  state text not null check (state in ('claimed', 'approved', 'refused', 'paid')),
  act text not null check (length(act) <= 300),
  why text not null check (length(why) <= 500),
  paid_on date,
  at timestamptz not null,
  by_person uuid,
  by_name text not null,
  primary key (association, id, revision),
  foreign key (association, staff) references staffing.staff (association, id),
  check ((state = 'paid') = (paid_on is not null)),
  check (state <> 'refused' or why ~ '\S')
);
call platform.guard('staffing.reimbursement_claims', privileges => 'select, insert', entity => 'entity');

-- Tasks on site that were missed and somebody was told of: a day of media, or an entry to a machine room without a leaving.
create table staffing.missed_told (
  association text not null,
  site uuid not null,
  entity text not null,
  task text not null check (length(task) <= 60),
  at timestamptz not null,
  primary key (association, site, task),
  foreign key (association, site) references staffing.sites (association, id)
);
call platform.guard('staffing.missed_told', privileges => 'select, insert', entity => 'entity');

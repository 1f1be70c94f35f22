-- Who works for the service, in which site on which day; hours worked against minimums and quotas; what referents do on site.
create schema staffing;

-- Sites of the office, one of them the main one. Where the office is, is known to everybody.
create table staffing.sites (
  association text not null,
  id uuid not null,
  entity text not null check (length(entity) between 1 and 40),
  name text not null check (name ~ '\S' and length(name) <= 120),
  address text not null check (length(address) <= 200),
  main boolean not null,
  since date not null,
  -- The last day; null while it lasts.
  until date check (until >= since),
  act text not null check (length(act) <= 300),
  -- The first and last day on which backup media are changed by hand.
  media_since date,
  media_until date check (media_until >= media_since),
  recorded_at timestamptz not null,
  recorded_by text,
  primary key (association, id)
);
create unique index sites_main on staffing.sites (association) where main and until is null;
call platform.guard('staffing.sites', privileges => 'select, insert, update');

-- When people of the office are present at a site, and how many days a week; the day after the last, the site is not staffed.
create table staffing.staffed_periods (
  association text not null,
  id uuid not null,
  site uuid not null,
  since date not null,
  until date check (until >= since),
  days_per_week numeric(2, 1) not null check (days_per_week between 0.5 and 7),
  act text not null check (act ~ '\S' and length(act) <= 300),
  ending_act text check (ending_act ~ '\S' and length(ending_act) <= 300),
  recorded_at timestamptz not null,
  recorded_by text,
  primary key (association, id),
  foreign key (association, site) references staffing.sites (association, id),
  check ((until is null) = (ending_act is null))
);
create unique index staffed_periods_open on staffing.staffed_periods (association, site) where until is null;
call platform.guard('staffing.staffed_periods', privileges => 'select, insert, update');

-- Who works for the service. `person` where they sign in; `employer` is an entity's code, or empty with a company's name.
create table staffing.staff (
  association text not null,
  id uuid not null,
  person uuid,
  name text not null check (name ~ '\S' and length(name) <= 120),
  kind text not null check (
    kind in ('permanent', 'fixed-term', 'seconded', 'transferred', 'shared', 'part-assigned', 'self-employed', 'company')
  ),
  employer text check (length(employer) between 1 and 40),
  company text not null check (length(company) <= 200),
  contract text not null check (length(contract) <= 200),
  percentage integer not null check (percentage between 1 and 100),
  profile text check (length(profile) between 1 and 60),
  line text check (line in ('technical', 'administrative', 'project')),
  skills text not null check (length(skills) <= 1000),
  since date not null,
  until date check (until >= since),
  act text not null check (act ~ '\S' and length(act) <= 300),
  ending_act text check (ending_act ~ '\S' and length(ending_act) <= 300),
  recorded_at timestamptz not null,
  recorded_by text,
  primary key (association, id),
  check (employer is not null or company ~ '\S'),
  check (kind not in ('self-employed', 'company') or contract ~ '\S'),
  check (ending_act is null or until is not null)
);
create index staff_person on staffing.staff (association, person) where person is not null;
call platform.guard('staffing.staff', privileges => 'select, insert, update');

-- Days and time of presence agreed for a month at a site. A new agreement takes the place of the one before from its month on.
create table staffing.minimums (
  association text not null,
  staff uuid not null,
  site uuid not null,
  since date not null check (extract(day from since) = 1),
  days integer not null check (days between 0 and 31),
  minutes integer not null check (minutes between 0 and 44640),
  act text not null check (act ~ '\S' and length(act) <= 300),
  recorded_at timestamptz not null,
  recorded_by text,
  primary key (association, staff, site, since),
  foreign key (association, staff) references staffing.staff (association, id),
  foreign key (association, site) references staffing.sites (association, id)
);
call platform.guard('staffing.minimums', privileges => 'select, insert, update');

-- The week of a person from a day on: a list of { site, weekday (1 Monday), from, until } in minutes of the day.
create table staffing.weeks (
  association text not null,
  staff uuid not null,
  since date not null,
  stints jsonb not null check (jsonb_typeof(stints) = 'array'),
  recorded_at timestamptz not null,
  recorded_by text,
  primary key (association, staff, since),
  foreign key (association, staff) references staffing.staff (association, id)
);
call platform.guard('staffing.weeks', privileges => 'select, insert, update');

-- Single days unlike the week: present at a site at these hours, or absent (no site). Why somebody is absent is not kept.
create table staffing.plan_days (
  association text not null,
  id uuid not null,
  staff uuid not null,
  since date not null,
  until date not null check (until >= since),
  site uuid,
  from_minute integer check (from_minute between 0 and 1439),
  until_minute integer check (until_minute between 1 and 1440),
  recorded_at timestamptz not null,
  recorded_by text,
  primary key (association, id),
  foreign key (association, staff) references staffing.staff (association, id),
  foreign key (association, site) references staffing.sites (association, id),
  check (num_nulls(site, from_minute, until_minute) in (0, 3)),
  check (from_minute < until_minute)
);
create index plan_days_day on staffing.plan_days (association, until);
call platform.guard('staffing.plan_days', privileges => 'select, insert, delete');

-- How many people are wanted on a weekday at these hours, at a site or anywhere.
create table staffing.coverage (
  association text not null,
  id uuid not null,
  site uuid,
  weekday integer not null check (weekday between 1 and 7),
  from_minute integer not null check (from_minute between 0 and 1439),
  until_minute integer not null check (until_minute between 1 and 1440),
  people integer not null check (people between 1 and 99),
  since date not null,
  until date check (until >= since),
  recorded_at timestamptz not null,
  recorded_by text,
  primary key (association, id),
  foreign key (association, site) references staffing.sites (association, id),
  check (from_minute < until_minute)
);
call platform.guard('staffing.coverage', privileges => 'select, insert, update');

-- Time sheets: what one did on a day beside requests for help, whose minutes the service desk has. A correction is the next
-- revision, a withdrawal one without minutes; the last counts. Seen by the person and by who sees the whole association.
create table staffing.time_entries (
  association text not null,
  id uuid not null,
  revision integer not null check (revision >= 1),
  staff uuid not null,
  person uuid,
  on_day date not null,
  site uuid,
  minutes integer check (minutes between 1 and 1440),
  line text check (line in ('technical', 'administrative', 'project')),
  what text not null check (what ~ '\S' and length(what) <= 300),
  why text not null check (length(why) <= 300),
  recorded_at timestamptz not null,
  recorded_by text,
  primary key (association, id, revision),
  foreign key (association, staff) references staffing.staff (association, id),
  foreign key (association, site) references staffing.sites (association, id)
);
create index time_entries_day on staffing.time_entries (association, on_day, staff);
create policy association on staffing.time_entries using (
  association = current_setting('app.association', true)
  and (current_setting('app.entity', true) = '*' or person::text = current_setting('app.person', true))
);
call platform.guard_without_policy('staffing.time_entries', 'select, insert');

-- Months whose time sheets no longer change, unless they are opened again.
create table staffing.closed_months (
  association text not null,
  month date not null check (extract(day from month) = 1),
  closed_at timestamptz not null,
  closed_by text,
  reopened_at timestamptz,
  reopened_by text,
  reason text check (reason ~ '\S' and length(reason) <= 300),
  primary key (association, month, closed_at),
  check ((reopened_at is null) = (reason is null))
);
create unique index closed_months_once on staffing.closed_months (association, month) where reopened_at is null;
call platform.guard('staffing.closed_months', privileges => 'select, insert, update');

-- Hours that the head of the service allows a profile beyond its quota of a year.
create table staffing.allowances (
  association text not null,
  id uuid not null,
  profile text not null check (length(profile) between 1 and 60),
  -- The first day of the year that the quota counts.
  year_from date not null,
  minutes integer not null check (minutes between 1 and 6000000),
  why text not null check (why ~ '\S' and length(why) <= 300),
  recorded_at timestamptz not null,
  recorded_by text,
  primary key (association, id)
);
create index allowances_profile on staffing.allowances (association, profile, year_from);
call platform.guard('staffing.allowances', privileges => 'select, insert');

-- What is done on site for the daily backups where nobody can from afar.
create table staffing.media_changes (
  association text not null,
  site uuid not null,
  entity text not null,
  on_day date not null,
  medium text not null check (medium ~ '\S' and length(medium) <= 100),
  note text not null check (length(note) <= 300),
  recorded_at timestamptz not null,
  recorded_by text,
  primary key (association, site, on_day),
  foreign key (association, site) references staffing.sites (association, id)
);
call platform.guard('staffing.media_changes', privileges => 'select, insert', entity => 'entity');

-- Who entered a machine room, why, from when to when.
create table staffing.room_entries (
  association text not null,
  id uuid not null,
  site uuid not null,
  entity text not null,
  who text not null check (who ~ '\S' and length(who) <= 120),
  company text not null check (length(company) <= 120),
  why text not null check (why ~ '\S' and length(why) <= 300),
  entered_at timestamptz not null,
  left_at timestamptz check (left_at >= entered_at),
  recorded_at timestamptz not null,
  recorded_by text,
  primary key (association, id),
  foreign key (association, site) references staffing.sites (association, id)
);
create index room_entries_site on staffing.room_entries (association, site, entered_at);
call platform.guard('staffing.room_entries', privileges => 'select, insert, update', entity => 'entity');

-- Consumables kept at a site: what came and what went; the stock is the sum.
create table staffing.stock_movements (
  association text not null,
  id uuid not null,
  site uuid not null,
  entity text not null,
  item text not null check (item ~ '\S' and length(item) <= 100),
  quantity integer not null check (quantity between -9999 and 9999 and quantity <> 0),
  on_day date not null,
  note text not null check (length(note) <= 300),
  -- How many there should be at least; of the last movement that says so.
  least integer check (least between 0 and 9999),
  recorded_at timestamptz not null,
  recorded_by text,
  primary key (association, id),
  foreign key (association, site) references staffing.sites (association, id)
);
create index stock_movements_site on staffing.stock_movements (association, site, item, recorded_at);
call platform.guard('staffing.stock_movements', privileges => 'select, insert', entity => 'entity');

-- What an entity tells the office of changes and problems: when it happened, and when it was told.
create table staffing.change_notices (
  association text not null,
  id uuid not null,
  entity text not null,
  about text not null check (about in ('people', 'rooms', 'equipment', 'lines', 'problem')),
  noticed_by text not null check (noticed_by in ('office', 'employee', 'citizen')),
  happened_on date not null,
  what text not null check (what ~ '\S' and length(what) <= 2000),
  recorded_at timestamptz not null,
  recorded_by text,
  by_name text not null check (length(by_name) <= 200),
  primary key (association, id)
);
create index change_notices_day on staffing.change_notices (association, happened_on, id);
call platform.guard('staffing.change_notices', privileges => 'select, insert', entity => 'entity');

-- Minutes of work written in requests for help are few among what happened to them.
create index ticket_events_worked on service_desk.ticket_events (association, at)
  where kind in ('commented', 'noted', 'solved') and what ->> 'minutes' <> '0';

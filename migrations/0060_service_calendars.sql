-- When the service desk works and how soon it means to answer. `whose` is an entity, or empty where it is the association's.
create schema if not exists service_desk;

-- The hours of a week, from a day on: `08:00-13:00, 14:00-17:00`, empty where nobody works.
create table service_desk.weekly_hours (
  association text not null,
  whose text not null check (length(whose) <= 40),
  entity text generated always as (nullif(whose, '')) stored,
  since date not null,
  monday text not null check (length(monday) <= 100),
  tuesday text not null check (length(tuesday) <= 100),
  wednesday text not null check (length(wednesday) <= 100),
  thursday text not null check (length(thursday) <= 100),
  friday text not null check (length(friday) <= 100),
  saturday text not null check (length(saturday) <= 100),
  sunday text not null check (length(sunday) <= 100),
  primary key (association, whose, since)
);
call platform.guard('service_desk.weekly_hours', entity => 'entity');

-- Patron saints, and other holidays of each year: `12-07`.
create table service_desk.yearly_holidays (
  association text not null,
  whose text not null check (length(whose) <= 40),
  entity text generated always as (nullif(whose, '')) stored,
  month_day text not null check (month_day ~ '^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'),
  name text not null check (name ~ '\S' and length(name) <= 100),
  primary key (association, whose, month_day)
);
call platform.guard('service_desk.yearly_holidays', entity => 'entity');

-- Days unlike their weekday: closed where `hours` is empty.
create table service_desk.calendar_exceptions (
  association text not null,
  id uuid not null,
  whose text not null check (length(whose) <= 40),
  entity text generated always as (nullif(whose, '')) stored,
  from_day date not null,
  until_day date not null,
  hours text not null check (length(hours) <= 100),
  why text not null check (why ~ '\S' and length(why) <= 200),
  primary key (association, id),
  check (until_day between from_day and from_day + 366)
);
create index calendar_exceptions_days on service_desk.calendar_exceptions (association, whose, from_day);
call platform.guard('service_desk.calendar_exceptions', entity => 'entity');

-- National holidays, and whole percents of a target at which somebody is told.
create table service_desk.clock_rules (
  association text primary key,
  national_holidays text not null check (national_holidays in ('closed', 'open')),
  escalations integer[] not null check (array_length(escalations, 1) between 1 and 5 or escalations = '{}')
);
call platform.guard('service_desk.clock_rules');

-- The waits that stop the clock; `clause` is the one of the agreement that says so, or empty where the office does.
create table service_desk.clock_stops (
  association text not null,
  reason text not null check (reason in ('material', 'person', 'supplier', 'agreed')),
  clause text not null check (length(clause) <= 100),
  primary key (association, reason)
);
call platform.guard('service_desk.clock_stops');

-- Working minutes until the first answer and the solution. Empty service or priority: any.
create table service_desk.targets (
  association text not null,
  service text not null check (length(service) <= 100),
  priority text not null check (priority in ('', 'low', 'normal', 'high', 'urgent')),
  since date not null,
  first_answer integer check (first_answer between 1 and 100000),
  solution integer check (solution between 1 and 100000),
  clause text not null check (length(clause) <= 100),
  primary key (association, service, priority, since)
);
call platform.guard('service_desk.targets');

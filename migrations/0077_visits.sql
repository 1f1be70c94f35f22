-- Interventions: when somebody of the office is with whom, for which request.
create table service_desk.visits (
  association text not null,
  id uuid not null,
  ticket bigint not null,
  entity text not null,
  person uuid not null,
  person_name text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  place text not null check (length(place) <= 200),
  booked_at timestamptz not null,
  booked_by text not null,
  cancelled_at timestamptz,
  primary key (association, id),
  foreign key (association, ticket) references service_desk.tickets (association, id),
  check (ends_at > starts_at)
);
create index visits_starts on service_desk.visits (association, starts_at, id);
create index visits_person on service_desk.visits (association, person, starts_at) where cancelled_at is null;
create index visits_ticket on service_desk.visits (association, ticket);
call platform.guard('service_desk.visits', privileges => 'select, insert, update', entity => 'entity');

-- A request waits for the referent too, who has something to do on site.
alter table service_desk.clock_stops drop constraint clock_stops_reason_check;
alter table service_desk.clock_stops add constraint clock_stops_reason_check
  check (reason in ('material', 'person', 'referent', 'supplier', 'agreed'));
alter table service_desk.tickets drop constraint tickets_wait_check;
alter table service_desk.tickets add constraint tickets_wait_check
  check (wait in ('material', 'person', 'referent', 'supplier', 'agreed'));

-- Such waits counted as waits for the person: where those stop the clock, these go on doing so. Requests that wait for a task say so.
alter table service_desk.clock_stops no force row level security;
alter table service_desk.tickets no force row level security;
alter table service_desk.tasks no force row level security;
alter table service_desk.ticket_events no force row level security;
insert into service_desk.clock_stops (association, reason, clause)
select association, 'referent', clause from service_desk.clock_stops where reason = 'person';
update service_desk.tickets t set wait = 'referent'
where wait = 'person' and exists (
  select 1 from service_desk.tasks k
  where (k.association, k.ticket) = (t.association, t.id) and k.kind = 'hands-on' and k.answered_at is null
    and not exists (
      select 1 from service_desk.ticket_events e
      where (e.association, e.ticket) = (t.association, t.id) and e.version > k.task and e.kind = 'waited'
    )
);
alter table service_desk.clock_stops force row level security;
alter table service_desk.tickets force row level security;
alter table service_desk.tasks force row level security;
alter table service_desk.ticket_events force row level security;

-- Requests are found by the name of their entity too.
set local app.backup = 'on';
update service_desk.ticket_words w
  set words = w.words || strip(to_tsvector('italian', regexp_replace(e.name, '[^[:alnum:]]+', ' ', 'g')))
  from membership.entities e where e.association = w.association and e.code = w.entity;
insert into service_desk.vocabulary (association, entity, word)
  select distinct association, code, lower(word)
  from membership.entities, regexp_split_to_table(name, '[^[:alpha:]]+') word
  where length(word) between 4 and 40
  on conflict do nothing;
set local app.backup = '';

-- The request for help that was made of a notice: of each at most one.
create table staffing.notice_requests (
  association text not null,
  notice uuid not null,
  entity text not null,
  ticket bigint not null,
  recorded_at timestamptz not null,
  recorded_by text,
  primary key (association, notice),
  foreign key (association, notice) references staffing.change_notices (association, id),
  foreign key (association, ticket) references service_desk.tickets (association, id)
);
create index notice_requests_ticket on staffing.notice_requests (association, ticket);
call platform.guard('staffing.notice_requests', privileges => 'select, insert', entity => 'entity');

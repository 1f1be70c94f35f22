-- Who is named for a level of help, in their order: the manager of a project, and who stands in.
create table service_desk.level_holders (
  association text not null,
  level text not null check (level in ('first', 'second', 'project-manager', 'supplier', 'facilitator')),
  place integer not null check (place between 1 and 20),
  person uuid not null,
  primary key (association, level, place),
  unique (association, level, person)
);
call platform.guard('service_desk.level_holders', privileges => 'select, insert, delete');

-- The technician of a supplier acts for no entity. Of a request given to him he sees what its entity sees of it, and answers;
-- no other request of the entity, no note, no task. The hours of the entity are those by which its requests are due.
create policy in_hand on service_desk.tickets using (
  association = current_setting('app.association', true) and current_setting('app.entity', true) = ''
  and assignee::text = nullif(current_setting('app.person', true), '')
);
create function service_desk.in_hand(of_association text, of_ticket bigint) returns boolean
language sql stable as $$
  select current_setting('app.entity', true) = '' and exists (
    select from service_desk.tickets t
    where t.association = of_association and t.id = of_ticket
      and t.assignee::text = nullif(current_setting('app.person', true), '')
  )
$$;
create policy in_hand on service_desk.ticket_events using (
  association = current_setting('app.association', true) and shown and current_setting('app.entity', true) = ''
  and service_desk.in_hand(association, ticket)
);
create policy in_hand on service_desk.attachments using (
  association = current_setting('app.association', true) and shown and current_setting('app.entity', true) = ''
  and service_desk.in_hand(association, ticket)
);
create policy in_hand on service_desk.untold for insert with check (
  association = current_setting('app.association', true) and service_desk.in_hand(association, ticket)
);
create policy in_hand on service_desk.watchers using (
  association = current_setting('app.association', true) and current_setting('app.entity', true) = ''
  and person::text = nullif(current_setting('app.person', true), '') and service_desk.in_hand(association, ticket)
);

create function service_desk.works_for(of_association text, of_entity text) returns boolean
language sql stable as $$
  select current_setting('app.entity', true) = '' and exists (
    select from service_desk.tickets t
    where t.association = of_association and t.entity = of_entity
      and t.assignee::text = nullif(current_setting('app.person', true), '')
  )
$$;
create policy in_hand on service_desk.weekly_hours for select using (
  association = current_setting('app.association', true) and current_setting('app.entity', true) = ''
  and service_desk.works_for(association, entity)
);
create policy in_hand on service_desk.yearly_holidays for select using (
  association = current_setting('app.association', true) and current_setting('app.entity', true) = ''
  and service_desk.works_for(association, entity)
);
create policy in_hand on service_desk.calendar_exceptions for select using (
  association = current_setting('app.association', true) and current_setting('app.entity', true) = ''
  and service_desk.works_for(association, entity)
);

-- As it was, for him too.
create or replace function service_desk.index_words(ticket_id bigint, of_entity text, written text, shown boolean) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  here text := current_setting('app.association', true);
  found tsvector := strip(to_tsvector('italian', written));
begin
  if here is null or here = '' or not (platform.sees(of_entity) or service_desk.in_hand(here, ticket_id))
    or not exists (
      select from service_desk.tickets t where t.association = here and t.id = ticket_id and t.entity = of_entity
    )
  then
    raise exception 'words of a request that is not seen' using errcode = '42501';
  end if;
  perform set_config('app.backup', 'on', true);
  begin
    insert into service_desk.ticket_words as w (association, ticket, entity, words, notes)
    values (here, ticket_id, of_entity, case when shown then found else '' end, case when shown then '' else found end)
    on conflict (association, ticket)
    do update set words = w.words || excluded.words, notes = w.notes || excluded.notes;
  exception when program_limit_exceeded then
    null; -- so long already that there is no room for more words
  end;
  if shown then
    insert into service_desk.vocabulary (association, entity, word)
    select distinct here, of_entity, lower(word)
    from regexp_split_to_table(written, '[^[:alpha:]]+') word where length(word) between 4 and 40
    order by 3
    on conflict do nothing;
  end if;
  perform set_config('app.backup', '', true);
end $$;

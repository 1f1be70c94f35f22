-- Who gets at the data of one entity: its data sets, its acts that name persons, the authorisations of these, the technical
-- measures of the office, and the log of every access.
create schema privacy;

-- Acts and instructions as they were attached. `entity` is empty where the file is the association's.
create table privacy.files (
  association text not null,
  id uuid not null,
  entity text,
  name text not null check (name <> ''),
  type text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  content bytea not null,
  at timestamptz not null,
  by_person uuid,
  primary key (association, id)
);

create table privacy.data_sets (
  association text not null,
  id uuid not null,
  -- the controller, to whom the data belong
  entity text not null,
  name text not null check (name <> ''),
  about text not null,
  -- what it is processed for
  purpose text not null,
  -- where it is
  hosted text not null,
  -- whether it holds personal data
  personal boolean not null,
  at timestamptz not null,
  by_person uuid,
  primary key (association, id)
);
create unique index data_sets_name on privacy.data_sets (association, entity, lower(name));

-- An act of an entity names one person; what it names others for are further rows with the same number.
create table privacy.acts (
  association text not null,
  id uuid not null,
  entity text not null,
  number text not null check (number <> ''),
  on_day date not null,
  signed_by text not null check (signed_by <> ''),
  document uuid not null,
  person uuid not null,
  rights text[] not null check (cardinality(rights) > 0 and rights <@ array['consult', 'modify', 'transmit']),
  since date not null,
  until date check (until >= since),
  -- the first day on which it no longer holds, where it was ended before its time
  ended date,
  ended_because text not null default '',
  -- the last day on which it holds unless it is confirmed
  confirm_by date not null,
  confirmed_at timestamptz,
  confirmed_by uuid,
  -- the `confirm_by` of which the entity was reminded, and whether it was told that the act lapsed
  reminded date,
  told_lapsed boolean not null default false,
  at timestamptz not null,
  by_person uuid,
  primary key (association, id),
  unique (association, entity, number, on_day, person),
  foreign key (association, document) references privacy.files
);
create index acts_person on privacy.acts (association, person);

create table privacy.act_data_sets (
  association text not null,
  act uuid not null,
  data_set uuid not null,
  entity text not null,
  person uuid not null,
  primary key (association, act, data_set),
  foreign key (association, act) references privacy.acts,
  foreign key (association, data_set) references privacy.data_sets
);
create index act_data_sets_person on privacy.act_data_sets (association, data_set, person);

-- `entity` is empty where the processing manager authorises for the whole service; of an entity it counts for its data only.
create table privacy.authorisations (
  association text not null,
  id uuid not null,
  entity text,
  person uuid not null,
  authorised_by text not null check (authorised_by <> ''),
  on_day date not null,
  until date check (until >= on_day),
  revoked date,
  instructions uuid not null,
  read_at timestamptz,
  at timestamptz not null,
  by_person uuid,
  primary key (association, id),
  foreign key (association, instructions) references privacy.files
);
create index authorisations_person on privacy.authorisations (association, person);

-- What the office is to do in its systems for an act and has done.
create table privacy.measures (
  association text not null,
  id uuid not null,
  act uuid not null,
  entity text not null,
  person uuid not null,
  kind text not null check (kind in ('apply', 'remove')),
  asked date not null,
  due date not null,
  done_at timestamptz,
  done_by uuid,
  note text not null default '',
  primary key (association, id),
  unique (association, act, kind),
  foreign key (association, act) references privacy.acts,
  check (done_at is not null or (done_by is null and note = ''))
);
create index measures_open on privacy.measures (association, due) where done_at is null;

-- Accesses without an act, in an emergency, where the agreement has them.
create table privacy.emergencies (
  association text not null,
  id uuid not null,
  data_set uuid not null,
  entity text not null,
  person uuid not null,
  reason text not null check (reason <> ''),
  opened timestamptz not null,
  closes timestamptz not null check (closes > opened),
  reviewed_at timestamptz,
  reviewed_by uuid,
  review text not null default '',
  primary key (association, id),
  foreign key (association, data_set) references privacy.data_sets
);
create index emergencies_person on privacy.emergencies (association, data_set, person);

-- Every access to a data set: never changed, never removed.
create table privacy.accesses (
  association text not null,
  number bigint generated always as identity,
  at timestamptz not null,
  entity text not null,
  data_set uuid not null,
  person uuid not null,
  -- the post it was done from
  role text,
  act_as text not null check (act_as in ('consult', 'modify', 'transmit')),
  purpose text not null check (purpose <> ''),
  -- what was opened: a document, or the list of them
  document uuid,
  -- transmission: to whom and on what legal basis
  recipient text,
  legal_basis text,
  act uuid,
  emergency uuid,
  origin text,
  primary key (association, number),
  foreign key (association, data_set) references privacy.data_sets,
  check ((act is null) <> (emergency is null)),
  check ((act_as = 'transmit') = (recipient is not null)),
  check ((recipient is null) = (legal_basis is null))
);
create index accesses_entity on privacy.accesses (association, entity, at);
create index accesses_data_set on privacy.accesses (association, data_set, person);

-- What an entity keeps in a data set.
create table privacy.documents (
  association text not null,
  id uuid not null,
  entity text not null,
  data_set uuid not null,
  name text not null check (name <> ''),
  type text not null,
  bytes integer not null check (bytes >= 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  content bytea not null,
  at timestamptz not null,
  by_person uuid not null,
  primary key (association, id),
  foreign key (association, data_set) references privacy.data_sets
);
create index documents_data_set on privacy.documents (association, data_set, name);

-- What documents are called, for the log: also of those no longer there.
create table privacy.document_names (
  association text not null,
  document uuid not null,
  entity text not null,
  data_set uuid not null,
  name text not null,
  primary key (association, document)
);

-- Who acts, as this transaction says it.
create function privacy.actor() returns text language sql stable parallel safe
return current_setting('app.person', true);

-- An entity's rows are its own; a person sees what names the person; the office sees what it is to apply.
create policy entity on privacy.files
  using (association = current_setting('app.association', true) and platform.sees(entity));
create policy entity on privacy.data_sets
  using (association = current_setting('app.association', true) and platform.sees(entity));
create policy entity on privacy.acts
  using (association = current_setting('app.association', true) and platform.sees(entity));
create policy entity on privacy.act_data_sets
  using (association = current_setting('app.association', true) and platform.sees(entity));
create policy entity on privacy.authorisations
  using (association = current_setting('app.association', true) and platform.sees(entity));
create policy entity on privacy.measures
  using (association = current_setting('app.association', true) and platform.sees(entity));
create policy entity on privacy.emergencies
  using (association = current_setting('app.association', true) and platform.sees(entity));

create policy named on privacy.acts for select
  using (association = current_setting('app.association', true) and person::text = privacy.actor());
create policy named on privacy.act_data_sets for select
  using (association = current_setting('app.association', true) and person::text = privacy.actor());
create policy named on privacy.authorisations for select
  using (association = current_setting('app.association', true) and person::text = privacy.actor());
create policy reads_instructions on privacy.authorisations for update
  using (association = current_setting('app.association', true) and person::text = privacy.actor());
create policy named on privacy.measures for select
  using (association = current_setting('app.association', true) and person::text = privacy.actor());
create policy named on privacy.emergencies for select
  using (association = current_setting('app.association', true) and person::text = privacy.actor());
create policy opens on privacy.emergencies for insert
  with check (association = current_setting('app.association', true) and person::text = privacy.actor());
create policy named on privacy.data_sets for select using (
  association = current_setting('app.association', true) and (
    exists (
      select from privacy.act_data_sets n
      where n.association = data_sets.association and n.data_set = data_sets.id and n.person::text = privacy.actor()
    )
    or exists (
      select from privacy.emergencies e
      where e.association = data_sets.association and e.data_set = data_sets.id and e.person::text = privacy.actor()
    )
  )
);
create policy named on privacy.files for select using (
  association = current_setting('app.association', true) and exists (
    select from privacy.authorisations a
    where a.association = files.association and a.instructions = files.id and a.person::text = privacy.actor()
  )
);

create policy office on privacy.measures
  using (association = current_setting('app.association', true) and current_setting('app.privacy_office', true) = 'on');
create policy office on privacy.acts for select
  using (association = current_setting('app.association', true) and current_setting('app.privacy_office', true) = 'on');
create policy office on privacy.act_data_sets for select
  using (association = current_setting('app.association', true) and current_setting('app.privacy_office', true) = 'on');
create policy office on privacy.data_sets for select
  using (association = current_setting('app.association', true) and current_setting('app.privacy_office', true) = 'on');

-- The rule once more, where no program can go round it: an act that names the person with the right, the measure applied, the
-- authorisation where the data are personal, all at the instant; or an emergency that is open.
create function privacy.allows(entry privacy.accesses) returns boolean
language sql stable
begin atomic
  select case
    when entry.emergency is not null then entry.act_as <> 'transmit' and exists (
      select from privacy.emergencies e
      where e.association = entry.association and e.id = entry.emergency and e.data_set = entry.data_set
        and e.person = entry.person and e.opened <= entry.at and entry.at < e.closes
    )
    else exists (
      select from privacy.acts a
      join privacy.act_data_sets n on n.association = a.association and n.act = a.id and n.data_set = entry.data_set
      join privacy.measures m on m.association = a.association and m.act = a.id and m.kind = 'apply'
      where a.association = entry.association and a.id = entry.act and a.person = entry.person and a.entity = entry.entity
        and entry.act_as = any (a.rights) and m.done_at <= entry.at
        and (entry.at at time zone 'Europe/Rome')::date between a.since and coalesce(a.until, 'infinity')
        and (entry.at at time zone 'Europe/Rome')::date <= a.confirm_by
        and (a.ended is null or (entry.at at time zone 'Europe/Rome')::date < a.ended)
        and not exists (
          select from privacy.measures r
          where r.association = a.association and r.act = a.id and r.kind = 'remove' and r.done_at <= entry.at
        )
    ) and (
      exists (
        select from privacy.data_sets d
        where d.association = entry.association and d.id = entry.data_set and not d.personal
      )
      or exists (
        select from privacy.authorisations u
        where u.association = entry.association and u.person = entry.person
          and (u.entity is null or u.entity = entry.entity)
          and (entry.at at time zone 'Europe/Rome')::date between u.on_day and coalesce(u.until, 'infinity')
          and (u.revoked is null or (entry.at at time zone 'Europe/Rome')::date < u.revoked)
      )
    )
  end;
end;

-- The log: an entity reads its own, a person the own accesses; only an access that the rule allows is written.
create policy entity on privacy.accesses for select
  using (association = current_setting('app.association', true) and platform.sees(entity));
create policy own on privacy.accesses for select
  using (association = current_setting('app.association', true) and person::text = privacy.actor());
create policy allowed on privacy.accesses for insert with check (
  association = current_setting('app.association', true) and person::text = privacy.actor() and privacy.allows(accesses)
);

-- Whether this very transaction has logged such an access of the actor to the data set.
create function privacy.has_opened(association text, data_set uuid, rights text[]) returns boolean
language sql stable
return exists (
  select from privacy.accesses a
  where a.association = has_opened.association and a.data_set = has_opened.data_set and a.act_as = any (rights)
    and a.person::text = privacy.actor() and a.xmin = pg_current_xact_id()::xid
);

-- Content is there only for a transaction that has logged its access: for the entity's own people, too.
create policy opened on privacy.documents for select using (
  association = current_setting('app.association', true)
  and privacy.has_opened(association, data_set, array['consult', 'modify', 'transmit'])
);
create policy stored on privacy.documents for insert with check (
  association = current_setting('app.association', true)
  and privacy.has_opened(association, data_set, array['modify'])
);
create policy removed on privacy.documents for delete using (
  association = current_setting('app.association', true)
  and privacy.has_opened(association, data_set, array['modify'])
);

create policy entity on privacy.document_names for select
  using (association = current_setting('app.association', true) and platform.sees(entity));
create policy stored on privacy.document_names for insert with check (
  association = current_setting('app.association', true)
  and privacy.has_opened(association, data_set, array['modify'])
);

call platform.guard_without_policy('privacy.document_names', 'select, insert');
call platform.guard_without_policy('privacy.files', 'select, insert');
call platform.guard_without_policy('privacy.data_sets', 'select, insert, update');
call platform.guard_without_policy('privacy.acts', 'select, insert, update');
call platform.guard_without_policy('privacy.act_data_sets', 'select, insert');
call platform.guard_without_policy('privacy.authorisations', 'select, insert, update');
call platform.guard_without_policy('privacy.measures', 'select, insert, update');
call platform.guard_without_policy('privacy.emergencies', 'select, insert, update');
call platform.guard_without_policy('privacy.accesses', 'select, insert');
call platform.guard_without_policy('privacy.documents', 'select, insert, delete');

create function privacy.refuse_change() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  raise exception 'accesses are neither changed nor removed (% on %)', tg_op, tg_table_name using errcode = '42501';
end $$;
create trigger refuse_change before update or delete on privacy.accesses
  for each row execute function privacy.refuse_change();
create trigger refuse_truncate before truncate on privacy.accesses
  for each statement execute function privacy.refuse_change();

-- Whoever asked by telephone and has no account gives consent by voice: the technician writes down who, and how he was recognised.
alter table service_desk.remote_sessions
  alter column requester drop not null,
  -- How the person was recognised; empty: answered by the person himself.
  add column recognised text not null default '' check (length(recognised) <= 500),
  add check ((requester is null) = (recognised <> '')),
  add check (requester is not null or granted);

-- Who wants to hear by letter of problems and of planned work; only people with an account. Everybody else has the feed.
create table knowledge.subscriptions (
  association text not null references platform.associations (id),
  person uuid not null,
  problems text not null check (problems in ('at-once', 'daily', 'never')),
  planned text not null check (planned in ('at-once', 'daily', 'never')),
  primary key (association, person)
);
create policy association on knowledge.subscriptions using (
  association = current_setting('app.association', true)
  and (person::text = current_setting('app.person', true) or current_setting('app.entity', true) = '*')
);
call platform.guard_without_policy('knowledge.subscriptions', 'select, insert, update');

-- What was said of an announcement and nobody was written to of yet; `person`: it waits for his letter of the day.
create table knowledge.untold_updates (
  association text not null,
  announcement uuid not null,
  number integer not null,
  person uuid,
  foreign key (association, announcement, number)
    references knowledge.announcement_updates (association, announcement, number),
  unique nulls not distinct (association, person, announcement, number)
);
create policy association on knowledge.untold_updates using (
  association = current_setting('app.association', true) and current_setting('app.entity', true) = '*'
);
call platform.guard_without_policy('knowledge.untold_updates', 'select, insert, delete');

-- What comes with requests for help and goes out about them: attachments, the mailbox of the desk, notices, what it does by the clock.

-- Files, each of what happened when it came.
create table service_desk.attachments (
  association text not null,
  id uuid not null,
  ticket bigint not null,
  version integer not null,
  entity text not null,
  -- Of internal notes: for who works on requests.
  shown boolean not null,
  name text not null check (name ~ '\S' and length(name) <= 200 and name !~ '[[:cntrl:]/\\]'),
  type text not null check (type ~ '^[a-z0-9.+-]+/[a-z0-9.+-]+$'),
  sha256 text not null,
  bytes bytea not null check (length(bytes) between 1 and 20971520),
  at timestamptz not null,
  primary key (association, id),
  foreign key (association, ticket, version) references service_desk.ticket_events (association, ticket, version)
);
create index attachments_ticket on service_desk.attachments (association, ticket, version);
create policy association on service_desk.attachments using (
  association = current_setting('app.association', true) and platform.sees(entity)
  and (shown or current_setting('app.entity', true) = '*')
);
call platform.guard_without_policy('service_desk.attachments', 'select, insert');

-- The mailbox of the desk. The password is sealed with the installation's key.
create table service_desk.mailboxes (
  association text primary key,
  address text not null check (address like '%_@_%' and address !~ '[[:cntrl:]<>,; ]'),
  username text not null,
  sealed_password text not null,
  imap_host text not null,
  imap_port integer not null check (imap_port between 1 and 65535),
  imap_security text not null check (imap_security in ('tls', 'starttls', 'none')),
  folder text not null check (folder <> ''),
  -- The server takes `name+anything@domain`: replies come to an address of their own.
  subaddress boolean not null,
  -- What is done with a letter of somebody unknown from the domain of one entity.
  strangers text not null check (strangers in ('quarantine', 'open')),
  -- Letters that one sender may write in an hour before they wait for somebody.
  hourly integer not null check (hourly between 1 and 1000),
  changed timestamptz not null,
  changed_by uuid
);
create policy association on service_desk.mailboxes using (
  association = current_setting('app.association', true) and current_setting('app.entity', true) = '*'
);
call platform.guard_without_policy('service_desk.mailboxes', 'select, insert, update, delete');

-- What makes the marks of requests in letters (sealed): who does not know it cannot write one.
create table service_desk.mark_keys (
  association text primary key,
  sealed_key text not null
);
create policy association on service_desk.mark_keys using (
  association = current_setting('app.association', true) and current_setting('app.entity', true) = '*'
);
call platform.guard_without_policy('service_desk.mark_keys', 'select, insert, update');

-- How far the mailbox has been read. A new `uid_validity` means that the server counts anew.
create table service_desk.mail_readings (
  association text primary key,
  address text not null,
  folder text not null,
  uid_validity text not null default '',
  last_uid bigint not null default 0,
  looked timestamptz,
  failure text,
  stuck_uid bigint,
  stuck_times integer not null default 0
);
create policy association on service_desk.mail_readings using (
  association = current_setting('app.association', true) and current_setting('app.entity', true) = '*'
);
call platform.guard_without_policy('service_desk.mail_readings', 'select, insert, update');

-- Whatever came into the mailbox, as it came, once; what follows from it is found out after.
create table service_desk.letters (
  association text not null,
  id uuid not null,
  sha256 text not null,
  message_id text,
  uid_validity text not null,
  uid bigint not null,
  came timestamptz not null,
  sender text not null,
  subject text not null,
  size integer not null,
  -- Null where it could not be fetched, or was forgotten.
  raw bytea,
  state text not null check (state in ('new', 'opened', 'answered', 'automatic', 'returned', 'repeated', 'quarantined', 'dropped')),
  reason_it text,
  reason_en text,
  ticket bigint,
  settled timestamptz,
  primary key (association, id),
  unique (association, sha256),
  foreign key (association, ticket) references service_desk.tickets (association, id),
  check (state <> 'quarantined' or (reason_it is not null and reason_en is not null)),
  check ((state in ('opened', 'answered')) = (ticket is not null))
);
create unique index letters_taken on service_desk.letters (association, message_id)
  where state in ('opened', 'answered') and message_id is not null;
create index letters_new on service_desk.letters (association, came) where state = 'new';
create index letters_sender on service_desk.letters (association, sender, came);
create index letters_came on service_desk.letters (association, came);
create policy association on service_desk.letters using (
  association = current_setting('app.association', true) and current_setting('app.entity', true) = '*'
);
call platform.guard_without_policy('service_desk.letters', 'select, insert, update');

-- Events that somebody may have to be told of, until that is decided.
create table service_desk.untold (
  association text not null,
  ticket bigint not null,
  version integer not null,
  entity text not null,
  at timestamptz not null,
  primary key (association, ticket, version),
  foreign key (association, ticket, version) references service_desk.ticket_events (association, ticket, version)
);
create index untold_at on service_desk.untold (association, at);
call platform.guard('service_desk.untold', privileges => 'select, insert, delete', entity => 'entity');

-- When somebody wants to hear: of the own requests, of those in hand, of those followed, of tasks.
create table service_desk.notice_choices (
  association text not null,
  person uuid not null,
  own text not null check (own in ('at-once', 'daily', 'never')),
  assigned text not null check (assigned in ('at-once', 'daily', 'never')),
  followed text not null check (followed in ('at-once', 'daily', 'never')),
  tasks text not null check (tasks in ('at-once', 'daily', 'never')),
  primary key (association, person)
);
create policy association on service_desk.notice_choices using (
  association = current_setting('app.association', true)
  and (person::text = current_setting('app.person', true) or current_setting('app.entity', true) = '*')
);
call platform.guard_without_policy('service_desk.notice_choices', 'select, insert, update');

-- What waits for the letter of the day.
create table service_desk.digest_lines (
  association text not null,
  person uuid not null,
  ticket bigint not null,
  version integer not null,
  entity text not null,
  primary key (association, person, ticket, version),
  foreign key (association, ticket, version) references service_desk.ticket_events (association, ticket, version)
);
call platform.guard('service_desk.digest_lines', privileges => 'select, insert, delete', entity => 'entity');

-- What the desk does by the clock.
create table service_desk.desk_rules (
  association text primary key,
  -- Days after which what is solved is closed; null: by hand only.
  close_after integer check (close_after between 1 and 365),
  -- At a warning: tell the head of the service, or hand on to the second level too.
  at_warning text not null check (at_warning in ('tell', 'raise', 'nothing'))
);
call platform.guard('service_desk.desk_rules', privileges => 'select, insert, update');

-- When somebody is told that a promise is near its end; null where nothing is to be told.
alter table service_desk.tickets add column warn_at timestamptz;
create index tickets_warn on service_desk.tickets (association, warn_at) where warn_at is not null;
create index tickets_solved on service_desk.tickets (association, solved_at) where state = 'solved';

-- Requests whose due times are to be counted anew, of an entity or of all (empty), those after a number.
create table service_desk.recounts (
  association text not null,
  whose text not null,
  entity text generated always as (nullif(whose, '')) stored,
  after bigint not null,
  primary key (association, whose)
);
call platform.guard('service_desk.recounts', entity => 'entity');

-- Texts that the office has ready.
create table service_desk.ready_answers (
  association text not null,
  id uuid not null,
  title text not null check (title ~ '\S' and length(title) <= 100),
  body text not null check (body ~ '\S' and length(body) <= 20000),
  primary key (association, id)
);
create unique index ready_answers_title on service_desk.ready_answers (association, lower(title));
create policy association on service_desk.ready_answers using (
  association = current_setting('app.association', true) and current_setting('app.entity', true) = '*'
);
call platform.guard_without_policy('service_desk.ready_answers', 'select, insert, update, delete');

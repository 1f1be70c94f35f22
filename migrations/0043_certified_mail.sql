-- Certified mail (PEC): mailboxes, what came in, receipts; and the notices of sittings sent by it, with their proof.
create schema pec;

-- By which servers a message leaves: those of ordinary mail, or the association's own PEC.
alter table mail.outbox add column through text not null default 'mail' check (through in ('mail', 'pec'));

-- The mailbox of an association. The password is sealed with the installation's key.
create table pec.mailboxes (
  association text primary key,
  address text not null check (address like '%_@_%' and address !~ '[[:cntrl:]<>,; ]'),
  sender_name text not null check (sender_name <> ''),
  username text not null,
  sealed_password text not null,
  smtp_host text not null,
  smtp_port integer not null check (smtp_port between 1 and 65535),
  smtp_security text not null check (smtp_security in ('tls', 'starttls', 'none')),
  imap_host text not null,
  imap_port integer not null check (imap_port between 1 and 65535),
  imap_security text not null check (imap_security in ('tls', 'starttls', 'none')),
  folder text not null check (folder <> ''),
  -- Certificates of the authorities that providers' signatures go back to, PEM.
  authorities text not null default '',
  changed timestamptz not null,
  changed_by uuid
);
call platform.guard('pec.mailboxes', installation => true);

-- How far a mailbox has been read. A new `uid_validity` means that the server counts anew.
create table pec.readings (
  association text primary key,
  address text not null,
  folder text not null,
  uid_validity text not null default '',
  last_uid bigint not null default 0,
  looked timestamptz,
  failure text,
  -- A message at which the connection broke, and how often.
  stuck_uid bigint,
  stuck_times integer not null default 0
);
call platform.guard('pec.readings');

-- Where the public bodies receive certified mail.
create table pec.addresses (
  association text not null,
  entity text not null,
  address text not null check (address like '%_@_%' and address !~ '[[:cntrl:]<>,; ]'),
  changed timestamptz not null,
  changed_by text not null,
  primary key (association, entity)
);
call platform.guard('pec.addresses');

-- Whatever came into the mailbox, as it came, once; what it means is found out after.
create table pec.messages (
  association text not null,
  id uuid not null,
  sha256 text not null,
  message_id text,
  uid_validity text not null,
  uid bigint not null,
  came timestamptz not null,
  sender text not null,
  subject text not null,
  -- What its headers claim it to be.
  claims text not null,
  size integer not null,
  -- Empty when it is a repetition of one already understood, or could not be fetched.
  raw bytea,
  state text not null check (state in ('new', 'receipt', 'mail', 'repeated', 'unmatched', 'quarantined')),
  reason_it text,
  reason_en text,
  tries integer not null default 0,
  primary key (association, id),
  unique (association, sha256),
  check ((state = 'quarantined') = (reason_it is not null and reason_en is not null))
);
create index messages_by_message_id on pec.messages (association, message_id);
create index messages_new on pec.messages (association, came) where state = 'new';
call platform.guard('pec.messages');

-- Receipts whose signature holds.
create table pec.receipts (
  association text not null,
  message uuid not null,
  kind text not null,
  about text not null,
  at timestamptz not null,
  recipient text,
  provider text not null,
  signer text not null,
  identifier text not null,
  error text not null,
  detail text,
  delivery text,
  primary key (association, message),
  foreign key (association, message) references pec.messages (association, id)
);
create index receipts_about on pec.receipts (association, about);
call platform.guard('pec.receipts', privileges => 'select, insert');

-- The notice of a sitting as it was sent.
create table meetings.convocations (
  association text not null,
  meeting integer not null,
  name text not null,
  pdf bytea not null,
  sha256 text not null,
  made timestamptz not null,
  made_by text not null,
  primary key (association, meeting),
  foreign key (association, meeting) references meetings.meetings (association, number)
);
call platform.guard('meetings.convocations', privileges => 'select, insert');

-- Each message with which an entity was convened; sent again, it is one more.
create table meetings.convocation_messages (
  association text not null,
  meeting integer not null,
  entity text not null,
  number integer not null check (number > 0),
  address text not null,
  outbox uuid not null,
  message_id text not null,
  asked timestamptz not null,
  asked_by text not null,
  primary key (association, meeting, entity, number),
  unique (association, message_id),
  foreign key (association, meeting) references meetings.convocations (association, meeting)
);
call platform.guard('meetings.convocation_messages', privileges => 'select, insert', entity => 'entity');

-- What the providers certified of those messages.
create table meetings.convocation_receipts (
  association text not null,
  meeting integer not null,
  entity text not null,
  number integer not null,
  -- The message in the mailbox.
  receipt uuid not null,
  kind text not null,
  at timestamptz not null,
  recorded timestamptz not null,
  provider text not null,
  identifier text not null,
  delivery text,
  error text not null,
  detail text,
  primary key (association, receipt),
  foreign key (association, meeting, entity, number) references meetings.convocation_messages (association, meeting, entity, number)
);
create index convocation_receipts_of on meetings.convocation_receipts (association, meeting, entity, number);
call platform.guard('meetings.convocation_receipts', privileges => 'select, insert', entity => 'entity');

-- Where the chair let the sitting open although an entity's notice was late or without proof; it goes into the minutes.
create table meetings.late_notices (
  association text not null,
  meeting integer not null,
  entity text not null,
  reason text not null check (reason <> ''),
  chair text not null check (chair <> ''),
  at timestamptz not null,
  recorded_by text not null,
  primary key (association, meeting, entity),
  foreign key (association, meeting) references meetings.meetings (association, number)
);
call platform.guard('meetings.late_notices', privileges => 'select, insert', entity => 'entity');

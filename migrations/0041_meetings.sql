-- Sittings of bodies: convocation, attendance by the minute, ballots, decisions, minutes; requests of a sitting, polls of entities.
create schema meetings;

-- Members who ask for a sitting of their body.
create table meetings.requests (
  association text not null references platform.associations (id),
  number integer not null check (number > 0),
  body text not null,
  asked date not null,
  reason text not null check (reason <> ''),
  items text[] not null check (cardinality(items) > 0),
  created timestamptz not null,
  created_by text not null,
  -- The members when it was asked, and how many of them were needed: as the agreement was then.
  members integer not null check (members > 0),
  required integer not null check (required > 0),
  convene_by date,
  reached timestamptz,
  withdrawn timestamptz,
  primary key (association, number)
);
call platform.guard('meetings.requests');

create table meetings.supporters (
  association text not null,
  request integer not null,
  seat text not null,
  entity text,
  name text not null,
  at timestamptz not null,
  recorded_by text not null,
  primary key (association, request, seat),
  foreign key (association, request) references meetings.requests (association, number)
);
call platform.guard('meetings.supporters');

create table meetings.meetings (
  association text not null references platform.associations (id),
  number integer not null check (number > 0),
  body text not null,
  kind text not null check (kind in ('ordinary', 'extraordinary', 'urgent')),
  -- Why it is urgent.
  reason text not null default '',
  title text not null default '',
  place text not null default '',
  remote boolean not null default false,
  remote_link text not null default '',
  first_call timestamptz,
  second_call timestamptz,
  state text not null default 'draft' check (state in ('draft', 'convened', 'open', 'closed', 'minuted', 'cancelled')),
  request integer,
  created timestamptz not null,
  created_by text not null,
  convened timestamptz,
  convened_by text,
  -- A late notice that the chair lets pass, with the reason; it goes into the minutes.
  late_reason text check (late_reason <> ''),
  late_by text,
  opened timestamptz,
  opened_by text,
  call smallint check (call > 0),
  chair text,
  secretary text,
  -- Seats, figures, weights and their explanations as they were at the opening; the hash is of the text.
  frozen text,
  frozen_sha256 text,
  closed timestamptz,
  cancelled timestamptz,
  cancelled_reason text check (cancelled_reason <> ''),
  -- Grows with whatever changes in the sitting, votes apart: for those who follow it live.
  version integer not null default 0,
  primary key (association, number),
  foreign key (association, request) references meetings.requests (association, number),
  check (kind <> 'urgent' or reason <> ''),
  check (second_call > first_call),
  check (num_nulls(convened, convened_by) in (0, 2)),
  check (state not in ('convened', 'open', 'closed', 'minuted') or convened is not null),
  check (num_nulls(opened, opened_by, call, chair, secretary, frozen, frozen_sha256) in (0, 7)),
  check (state not in ('open', 'closed', 'minuted') or opened is not null),
  check (state not in ('closed', 'minuted') or closed is not null),
  check ((state = 'cancelled') = (cancelled is not null))
);
create index meetings_by_day on meetings.meetings (association, body, first_call);
call platform.guard('meetings.meetings');

-- How each entity was told of a meeting, and when.
create table meetings.notices (
  association text not null,
  meeting integer not null,
  entity text not null,
  way text not null check (way in ('pec', 'email', 'hand', 'protocol')),
  sent timestamptz not null,
  delivered timestamptz,
  address text not null default '',
  proof text not null default '',
  recorded timestamptz not null,
  recorded_by text not null,
  primary key (association, meeting, entity, way, sent),
  foreign key (association, meeting) references meetings.meetings (association, number)
);
call platform.guard('meetings.notices');

create table meetings.agenda_items (
  association text not null,
  meeting integer not null,
  number integer not null check (number > 0),
  position integer not null,
  title text not null check (title <> ''),
  body text not null default '',
  kind text not null check (kind in ('information', 'decision', 'election', 'adoption')),
  -- What is decided, as the register of matters calls it, and which: the number of a split, of a text, a year.
  matter text not null default '',
  subject text not null default '',
  -- How it is voted.
  secret boolean not null default false,
  primary key (association, meeting, number),
  foreign key (association, meeting) references meetings.meetings (association, number),
  check (kind <> 'adoption' or matter <> '')
);
call platform.guard('meetings.agenda_items');

create table meetings.attachments (
  association text not null,
  meeting integer not null,
  number integer not null check (number > 0),
  item integer,
  name text not null check (name <> ''),
  type text not null,
  size integer not null check (size > 0),
  sha256 text not null,
  bytes bytea not null,
  added timestamptz not null,
  added_by text not null,
  primary key (association, meeting, number),
  foreign key (association, meeting, item) references meetings.agenda_items (association, meeting, number)
);
call platform.guard('meetings.attachments');

-- Who enters and leaves, to the minute. A mistake is struck out, never removed.
create table meetings.attendance (
  association text not null,
  meeting integer not null,
  number integer not null check (number > 0),
  seat text not null,
  what text not null check (what in ('arrives', 'leaves')),
  at timestamptz not null,
  -- Who is there for the seat, and in which quality.
  name text not null,
  person uuid,
  capacity text not null check (capacity in ('holder', 'delegate')),
  remote boolean not null default false,
  recorded timestamptz not null,
  recorded_by text not null,
  struck timestamptz,
  struck_by text,
  primary key (association, meeting, number),
  foreign key (association, meeting) references meetings.meetings (association, number),
  check (num_nulls(struck, struck_by) in (0, 2))
);
call platform.guard('meetings.attendance', privileges => 'select, insert, update');

-- Guests, without vote and outside of every count.
create table meetings.guests (
  association text not null,
  meeting integer not null,
  number integer not null check (number > 0),
  name text not null check (name <> ''),
  quality text not null default '',
  proposed_by text not null default '',
  primary key (association, meeting, number),
  foreign key (association, meeting) references meetings.meetings (association, number)
);
call platform.guard('meetings.guests');

create table meetings.ballots (
  association text not null,
  meeting integer not null,
  number integer not null check (number > 0),
  item integer not null,
  question text not null check (question <> ''),
  -- Yes, no, abstain on a proposal; or one of several candidates.
  kind text not null check (kind in ('proposal', 'election')),
  candidates text[] not null default '{}',
  way text not null check (way in ('open', 'secret')),
  -- The clause of the agreement that says what majority is needed.
  clause text not null,
  state text not null check (state in ('created', 'started', 'stopped', 'published', 'void')),
  repeats integer,
  created timestamptz not null,
  created_by text not null,
  started timestamptz,
  stopped timestamptz,
  published timestamptz,
  voided timestamptz,
  void_reason text check (void_reason <> ''),
  -- Entitled, present, weights, votes, thresholds, outcome and explanation as they were at the stop; the hash is of the text.
  frozen text,
  frozen_sha256 text,
  outcome text check (outcome in ('approved', 'rejected', 'not-quorate')),
  -- Of a secret ballot: the public key, one half of the private one (sealed), the name of the other half's file. The halves
  -- go when the total is published.
  public_key text,
  sealed_half text,
  key_name text,
  -- Of a secret ballot: the encrypted total, the total and its proof, as everyone may check it.
  tally text,
  primary key (association, meeting, number),
  foreign key (association, meeting, item) references meetings.agenda_items (association, meeting, number),
  foreign key (association, meeting, repeats) references meetings.ballots (association, meeting, number),
  check ((kind = 'election') = (cardinality(candidates) > 0)),
  check ((state = 'void') = (voided is not null and void_reason is not null)),
  check (state not in ('stopped', 'published') or (stopped is not null and frozen is not null and frozen_sha256 is not null)),
  check (state <> 'published' or (published is not null and outcome is not null)),
  check (state in ('created', 'started', 'stopped') or (sealed_half is null and key_name is null)),
  check (way = 'secret' or (public_key is null and sealed_half is null and tally is null))
);
-- One at a time.
create unique index ballots_running on meetings.ballots (association, meeting) where state = 'started';
call platform.guard('meetings.ballots', privileges => 'select, insert, update');

-- One vote for each seat: cast again, it takes the place of the one before, until the stop.
create table meetings.votes (
  association text not null,
  meeting integer not null,
  ballot integer not null,
  seat text not null,
  entity text,
  choice text not null,
  cast_at timestamptz not null,
  name text not null,
  person uuid,
  way text not null check (way in ('device', 'roll-call')),
  primary key (association, meeting, ballot, seat),
  foreign key (association, meeting, ballot) references meetings.ballots (association, meeting, number)
);
call platform.guard('meetings.votes', privileges => 'select, insert, update');

-- One encrypted paper for each seat. Nothing here says what is inside it, and only the total is ever opened.
create table meetings.papers (
  association text not null,
  meeting integer not null,
  ballot integer not null,
  seat text not null,
  entity text,
  paper text not null,
  receipt text not null,
  cast_at timestamptz not null,
  name text not null,
  primary key (association, meeting, ballot, seat),
  foreign key (association, meeting, ballot) references meetings.ballots (association, meeting, number)
);
call platform.guard('meetings.papers', privileges => 'select, insert, update');

-- The last number of each body and year: locked until the decision is there, so that no number is missing.
create table meetings.decision_numbers (
  association text not null references platform.associations (id),
  body text not null,
  year integer not null,
  last integer not null,
  primary key (association, body, year)
);
call platform.guard('meetings.decision_numbers');

create table meetings.decisions (
  association text not null,
  body text not null,
  year integer not null,
  number integer not null check (number > 0),
  meeting integer not null,
  ballot integer not null,
  item integer not null,
  title text not null check (title <> ''),
  on_day date not null,
  matter text not null default '',
  subject text not null default '',
  -- What it has made hold, as the module that holds it answered.
  adopted text,
  sha256 text not null,
  recorded timestamptz not null,
  recorded_by text not null,
  primary key (association, body, year, number),
  unique (association, meeting, ballot),
  foreign key (association, meeting, ballot) references meetings.ballots (association, meeting, number)
);
call platform.guard('meetings.decisions', privileges => 'select, insert');

create table meetings.minutes (
  association text not null,
  meeting integer not null,
  state text not null check (state in ('draft', 'approved', 'signed', 'published')),
  revision integer not null check (revision > 0),
  text text not null,
  -- What the events say, as generated: an edited text is compared with it.
  base text not null,
  base_sha256 text not null,
  approved timestamptz,
  approved_by text,
  pdf bytea,
  pdf_sha256 text,
  signed timestamptz,
  signed_by text,
  signed_name text,
  signed_type text check (signed_type in ('pades', 'cades')),
  signed_file bytea,
  signed_sha256 text,
  signatures text,
  published timestamptz,
  published_by text,
  primary key (association, meeting),
  foreign key (association, meeting) references meetings.meetings (association, number),
  check (state = 'draft' or num_nulls(approved, approved_by, pdf, pdf_sha256) = 0),
  check (state not in ('signed', 'published') or num_nulls(signed, signed_by, signed_name, signed_type, signed_file, signed_sha256, signatures) = 0),
  check (state <> 'published' or num_nulls(published, published_by) = 0)
);
call platform.guard('meetings.minutes', privileges => 'select, insert, update');

create table meetings.minutes_revisions (
  association text not null,
  meeting integer not null,
  revision integer not null,
  text text not null,
  at timestamptz not null,
  by text not null,
  primary key (association, meeting, revision),
  foreign key (association, meeting) references meetings.minutes (association, meeting)
);
call platform.guard('meetings.minutes_revisions', privileges => 'select, insert');

-- A question to all entities outside of any sitting.
create table meetings.polls (
  association text not null references platform.associations (id),
  number integer not null check (number > 0),
  body text not null,
  question text not null check (question <> ''),
  about text not null default '',
  requester text,
  opened timestamptz not null,
  opened_by text not null,
  answers_by date,
  -- Entities asked, the clause, as they were at the opening.
  asked text not null,
  closed timestamptz,
  closed_by text,
  approved boolean,
  frozen text,
  frozen_sha256 text,
  primary key (association, number),
  check (num_nulls(closed, closed_by, approved, frozen, frozen_sha256) in (0, 5))
);
call platform.guard('meetings.polls');

create table meetings.poll_answers (
  association text not null,
  poll integer not null,
  entity text not null,
  declares boolean not null,
  note text not null default '',
  at timestamptz not null,
  name text not null,
  primary key (association, poll, entity),
  foreign key (association, poll) references meetings.polls (association, number)
);
call platform.guard('meetings.poll_answers', privileges => 'select, insert, update');

-- Work done later: reactions to acts, the last run of each job, and mail that waits to be delivered. What is lost with the
-- queue of jobs is only when to look: what there is to do is written here, in the transaction of the act that asks for it.

-- What follows from an act and was not done with it. Removed when done; kept with its error while it is tried again.
create table platform.reactions (
  association text not null,
  id uuid not null,
  reaction text not null,
  payload jsonb not null,
  asked timestamptz not null,
  -- empty: at once
  next_try timestamptz,
  tries integer not null default 0,
  -- no more is tried: somebody has to look
  given_up timestamptz,
  error text,
  primary key (association, id)
);
create index reactions_due on platform.reactions (next_try) where given_up is null;
call platform.guard('platform.reactions', installation => true);

-- How each job of the installation ended the last time; `association` is always empty.
create table platform.job_runs (
  association text not null check (association = ''),
  job text not null,
  started timestamptz not null,
  ended timestamptz,
  error text,
  -- failures since the last run that ended well
  failures integer not null default 0,
  done timestamptz,
  primary key (association, job)
);
call platform.guard('platform.job_runs', installation => true);

create schema mail;

-- Every message, from when it is asked for. Whoever acts may ask for one, also in the name of another association (somebody
-- is told that a post was given); to read them takes the association or the installation.
create table mail.outbox (
  association text not null,
  id uuid not null,
  -- what it is about, `module/matter`
  kind text not null check (kind ~ '^[a-z-]+/[a-z0-9-]+$'),
  recipient text not null check (recipient !~ '[[:cntrl:]<>,;]' and recipient like '%_@_%'),
  recipient_name text check (recipient_name !~ '[[:cntrl:]]'),
  language text not null check (language in ('it', 'en')),
  subject text not null check (subject <> '' and subject !~ '[[:cntrl:]]'),
  -- emptied when nobody needs it any longer
  body text,
  html text,
  reply_to text check (reply_to !~ '[[:cntrl:]]'),
  headers jsonb not null default '{}',
  -- fixed here, so that a message sent twice can be known for one
  message_id text not null check (message_id ~ '^<[^<>[:space:]]+>$'),
  -- the body carries a secret (a link that signs in): emptied as soon as it is delivered
  secret boolean not null,
  asked timestamptz not null,
  asked_by uuid,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'refused', 'given-up', 'bounced', 'cancelled')),
  next_try timestamptz,
  tries integer not null default 0,
  settled timestamptz,
  -- the other side's words, or ours
  answer text,
  primary key (association, id)
);
create unique index outbox_message_id on mail.outbox (message_id);
create index outbox_due on mail.outbox (next_try, asked) where state = 'waiting';
create index outbox_asked on mail.outbox (association, asked);
create policy asking on mail.outbox for insert with check (true);
call platform.guard('mail.outbox', installation => true);

create table mail.attachments (
  association text not null,
  message uuid not null,
  place integer not null,
  name text not null check (name <> '' and name !~ '[[:cntrl:]/\\]'),
  type text not null check (type ~ '^[a-z0-9.+-]+/[a-z0-9.+-]+(; ?[a-z]+=[A-Za-z0-9-]+)*$'),
  content bytea not null,
  primary key (association, message, place),
  foreign key (association, message) references mail.outbox on delete cascade
);
create policy asking on mail.attachments for insert with check (true);
call platform.guard('mail.attachments', installation => true);

-- Each try, written before it begins: one without an end is one of which nobody knows how it ended.
create table mail.tries (
  association text not null,
  message uuid not null,
  number integer not null,
  began timestamptz not null,
  ended timestamptz,
  outcome text check (outcome in ('sent', 'later', 'refused', 'unreachable')),
  server text not null,
  answer text,
  primary key (association, message, number),
  foreign key (association, message) references mail.outbox on delete cascade
);
call platform.guard('mail.tries', installation => true);

-- Through which server an association's mail leaves, where it is not the installation's (an empty `association`). The
-- password is sealed with the installation's key.
create table mail.servers (
  association text primary key,
  host text not null,
  port integer not null check (port between 1 and 65535),
  security text not null check (security in ('tls', 'starttls', 'none')),
  username text,
  sealed_password text,
  sender text not null,
  sender_name text not null,
  changed timestamptz not null,
  changed_by uuid
);
call platform.guard('mail.servers', installation => true);

-- Bodies: what the association adds to the agreement's, who was given a seat, delegations, chosen roles, appointments, guests,
-- candidates, the documents of all these. Seats that follow an office of an entity have no row: they are read from the posts.
create schema bodies;

-- Acts, signed delegations, opinions. A document of an entity is seen by that entity and by who sees the whole association.
create table bodies.documents (
  association text not null,
  id uuid not null,
  entity text,
  name text not null check (name ~ '\S' and length(name) <= 200),
  media_type text not null check (length(media_type) <= 100),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bytea not null check (length(bytes) between 1 and 20971520),
  recorded_at timestamptz not null,
  recorded_by text,
  primary key (association, id)
);
call platform.guard('bodies.documents', privileges => 'select, insert', entity => 'entity');

-- Bodies that the agreement does not know, with the act that wanted them.
create table bodies.bodies (
  association text not null,
  id text not null check (id ~ '^[a-z][a-z0-9-]{0,40}$'),
  name_it text not null check (name_it ~ '\S' and length(name_it) <= 200),
  name_en text not null check (name_en ~ '\S' and length(name_en) <= 200),
  nature text not null check (nature in ('decides', 'advises')),
  about text not null default '' check (length(about) <= 2000),
  since date not null,
  -- Last day.
  until date check (until >= since),
  act text not null check (act ~ '\S' and length(act) <= 300),
  act_number text not null default '' check (length(act_number) <= 60),
  act_day date,
  document uuid,
  closing_act text check (length(closing_act) <= 400),
  recorded_at timestamptz not null,
  recorded_by text,
  primary key (association, id),
  foreign key (association, document) references bodies.documents (association, id)
);
call platform.guard('bodies.bodies', privileges => 'select, insert, update');

-- Seats that no text fixes, in a body of the agreement that leaves them to the association or in an added one.
create table bodies.seats (
  association text not null,
  body text not null,
  id text not null check (id ~ '^[a-z0-9][a-z0-9-]{0,60}$'),
  title_it text not null check (title_it ~ '\S' and length(title_it) <= 200),
  title_en text not null check (title_en ~ '\S' and length(title_en) <= 200),
  -- The entity it belongs to, where it belongs to one.
  entity text,
  votes boolean not null default true,
  since date not null,
  until date check (until >= since),
  act text not null default '' check (length(act) <= 300),
  act_number text not null default '' check (length(act_number) <= 60),
  act_day date,
  recorded_at timestamptz not null,
  recorded_by text,
  primary key (association, body, id)
);
call platform.guard('bodies.seats', privileges => 'select, insert, update');

-- Who was given a seat. `post`: the post that made the person eligible; when it ends, or the entity leaves, the seat is empty.
create table bodies.holders (
  association text not null,
  id uuid not null,
  body text not null,
  seat text not null check (length(seat) <= 130),
  person uuid not null,
  post uuid,
  entity text,
  since date not null,
  -- Last day; what the agreement's term makes of it when it is given, or the day it was ended.
  until date check (until >= since),
  act text not null check (act ~ '\S' and length(act) <= 300),
  act_number text not null default '' check (length(act_number) <= 60),
  act_day date,
  document uuid,
  ending text check (length(ending) <= 400),
  recorded_at timestamptz not null,
  recorded_by text,
  ended_at timestamptz,
  ended_by text,
  primary key (association, id),
  foreign key (association, document) references bodies.documents (association, id)
);
create index holders_seat on bodies.holders (association, body, seat, since);
call platform.guard('bodies.holders', privileges => 'select, insert, update');

-- Who sits in the place of a holder: at one sitting (one day, and a meeting where it is known) or for good.
create table bodies.delegations (
  association text not null,
  id uuid not null,
  body text not null,
  seat text not null check (length(seat) <= 130),
  entity text,
  -- Who gave it, and the post it comes from: it lasts no longer than that.
  giver uuid not null,
  giver_post uuid,
  delegate uuid not null check (delegate <> giver),
  form text not null check (form in ('sitting', 'standing')),
  meeting text check (length(meeting) <= 100),
  since date not null,
  until date check (until >= since),
  signed_on date not null check (signed_on <= since),
  document uuid not null,
  -- First day on which it no longer holds.
  revoked_on date check (revoked_on >= since),
  revoking_act text check (length(revoking_act) <= 400),
  recorded_at timestamptz not null,
  recorded_by text,
  revoked_at timestamptz,
  revoked_by text,
  primary key (association, id),
  foreign key (association, document) references bodies.documents (association, id),
  check (form = 'standing' or (until is not null and until = since)),
  check (form = 'sitting' or meeting is null)
);
create index delegations_seat on bodies.delegations (association, body, seat, since);
create index delegations_delegate on bodies.delegations (association, delegate);
call platform.guard('bodies.delegations', privileges => 'select, insert, update');

-- Chosen roles in a body.
create table bodies.body_roles (
  association text not null,
  id uuid not null,
  body text not null,
  role text not null check (role in ('chair', 'vice-chair', 'secretary')),
  person uuid not null,
  since date not null,
  until date check (until >= since),
  act text not null check (act ~ '\S' and length(act) <= 300),
  act_number text not null default '' check (length(act_number) <= 60),
  act_day date,
  document uuid,
  recorded_at timestamptz not null,
  recorded_by text,
  ended_at timestamptz,
  ended_by text,
  primary key (association, id),
  foreign key (association, document) references bodies.documents (association, id)
);
create index body_roles_body on bodies.body_roles (association, body, role, since);
call platform.guard('bodies.body_roles', privileges => 'select, insert, update');

-- Appointments to an office of the association: the head, each entity's referent, a delegated mayor, or any other.
create table bodies.appointments (
  association text not null,
  id uuid not null,
  office text not null check (office ~ '^[a-z0-9][a-z0-9.-]{0,60}$'),
  -- The office's name, where the agreement has none.
  name_it text check (length(name_it) <= 200),
  name_en text check (length(name_en) <= 200),
  entity text,
  deputy boolean not null default false,
  person uuid not null,
  since date not null,
  until date check (until >= since),
  act text not null check (act ~ '\S' and length(act) <= 300),
  act_number text not null default '' check (length(act_number) <= 60),
  act_day date not null,
  document uuid not null,
  powers text[] not null default '{}',
  -- For a first phase, or until somebody else is found.
  provisional boolean not null default false,
  note text not null default '' check (length(note) <= 2000),
  ending text check (length(ending) <= 400),
  recorded_at timestamptz not null,
  recorded_by text,
  ended_at timestamptz,
  ended_by text,
  primary key (association, id),
  foreign key (association, document) references bodies.documents (association, id)
);
create index appointments_office on bodies.appointments (association, office, entity, since);
call platform.guard('bodies.appointments', privileges => 'select, insert, update');

-- What an appointment must carry beside its act, such as the opinion of another body.
create table bodies.appointment_papers (
  association text not null,
  appointment uuid not null,
  paper text not null check (length(paper) <= 60),
  document uuid not null,
  primary key (association, appointment, paper),
  foreign key (association, appointment) references bodies.appointments (association, id),
  foreign key (association, document) references bodies.documents (association, id)
);
call platform.guard('bodies.appointment_papers', privileges => 'select, insert');

-- Who may be invited to sittings without vote.
create table bodies.guests (
  association text not null,
  id uuid not null,
  body text not null,
  -- A group of the agreement; empty for any other guest.
  guest_group text check (length(guest_group) <= 60),
  name text not null check (name ~ '\S' and length(name) <= 200),
  -- Mail or PEC address for invitations.
  address text not null default '' check (length(address) <= 254),
  -- The member who proposed it, where the agreement asks for one.
  proposed_by uuid,
  since date not null,
  until date check (until >= since),
  recorded_at timestamptz not null,
  recorded_by text,
  primary key (association, id)
);
create index guests_body on bodies.guests (association, body);
call platform.guard('bodies.guests', privileges => 'select, insert, update');

-- Whom an entity proposes for a seat that a body fills.
create table bodies.candidates (
  association text not null,
  id uuid not null,
  body text not null,
  seat text not null check (length(seat) <= 130),
  entity text not null,
  person uuid not null,
  post uuid not null,
  proposed_on date not null,
  document uuid,
  withdrawn_on date check (withdrawn_on >= proposed_on),
  recorded_at timestamptz not null,
  recorded_by text,
  primary key (association, id),
  foreign key (association, document) references bodies.documents (association, id)
);
create unique index candidates_once on bodies.candidates (association, body, seat, person) where withdrawn_on is null;
call platform.guard('bodies.candidates', privileges => 'select, insert, update');

-- Reminders already sent, each once: of what ends on a day, so many days before.
create table bodies.reminders (
  association text not null,
  subject text not null check (length(subject) <= 100),
  due date not null,
  days_before integer not null check (days_before >= 0),
  sent_at timestamptz not null,
  primary key (association, subject, due, days_before)
);
call platform.guard('bodies.reminders', privileges => 'select, insert');

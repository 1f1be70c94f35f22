-- How people prove who they are beyond a password, what slows down whoever guesses, and the history of one's sign-ins.

-- `proved`: the last time that a password or a factor was given again in this session. `device`: SHA-256 of the browser's own
-- cookie.
alter table identity.sessions
  add column proved timestamptz,
  add column device text;

-- The app that shows codes. The secret is sealed with the installation's key; `last_step` is the thirty seconds of the last code
-- used, which with those before it counts no more.
create table identity.authenticators (
  person uuid primary key references identity.people,
  secret text not null,
  last_step bigint not null,
  created timestamptz not null
);
create policy own on identity.authenticators using (person::text = current_setting('app.person', true));
create policy installation on identity.authenticators using (current_setting('app.installation', true) = 'on');
call platform.guard_without_policy('identity.authenticators', 'select, insert, update, delete');

-- Codes for the day the telephone is lost: of eighty random bits each, so that a hash is enough.
create table identity.recovery_codes (
  person uuid not null references identity.people,
  code_sha256 text not null,
  created timestamptz not null,
  used timestamptz,
  primary key (person, code_sha256)
);
create policy own on identity.recovery_codes using (person::text = current_setting('app.person', true));
create policy installation on identity.recovery_codes using (current_setting('app.installation', true) = 'on');
call platform.guard_without_policy('identity.recovery_codes', 'select, insert, update, delete');

-- Passkeys. `id` and `public_key` in base64url; `counter` as the device last told it; `device_type` says whether it can be copied
-- to other devices (multiDevice), `backed_up` whether it was.
create table identity.passkeys (
  id text primary key,
  person uuid not null references identity.people,
  name text not null check (length(name) between 1 and 80),
  public_key text not null,
  counter bigint not null,
  transports text[] not null,
  device_type text not null check (device_type in ('singleDevice', 'multiDevice')),
  backed_up boolean not null,
  created timestamptz not null,
  last_used timestamptz
);
create index passkeys_person on identity.passkeys (person);
create policy own on identity.passkeys using (person::text = current_setting('app.person', true));
create policy installation on identity.passkeys using (current_setting('app.installation', true) = 'on');
call platform.guard_without_policy('identity.passkeys', 'select, insert, update, delete');

-- What was begun and is not finished: the second step of a sign-in, a passkey being asked for, a link sent by e-mail. The browser
-- or the letter holds the token; here is its hash. `challenge` is what a passkey must sign.
create table identity.steps (
  token_sha256 text primary key,
  kind text not null check (kind in ('second-step', 'passkey', 'new-passkey', 'proof', 'reset', 'invitation')),
  person uuid references identity.people,
  challenge text,
  failures integer not null default 0,
  created timestamptz not null,
  expires timestamptz not null
);
create index steps_person on identity.steps (person);
create index steps_expires on identity.steps (expires);
create policy own on identity.steps using (person::text = current_setting('app.person', true));
create policy installation on identity.steps using (current_setting('app.installation', true) = 'on');
call platform.guard_without_policy('identity.steps', 'select, insert, update, delete');

-- Browsers from which a person has entered: the cookie's hash. What others do elsewhere never slows these down.
create table identity.devices (
  device text not null,
  person uuid not null references identity.people,
  since timestamptz not null,
  seen timestamptz not null,
  agent text,
  primary key (device, person)
);
create index devices_person on identity.devices (person);
create policy own on identity.devices using (person::text = current_setting('app.person', true));
create policy installation on identity.devices using (current_setting('app.installation', true) = 'on');
call platform.guard_without_policy('identity.devices', 'select, insert, update, delete');

-- Failures by what they have in common (an account from a place, an account, a place, a known browser): the key is a hash.
create table identity.failures (
  key text primary key,
  count integer not null,
  last timestamptz not null
);
create index failures_last on identity.failures (last);
create policy installation on identity.failures using (current_setting('app.installation', true) = 'on');
call platform.guard_without_policy('identity.failures', 'select, insert, update, delete');

-- One's sign-ins, whatever the way.
create table identity.sign_ins (
  person uuid not null references identity.people,
  id bigint generated always as identity,
  at timestamptz not null,
  method text not null,
  level smallint not null,
  origin text,
  agent text,
  new_device boolean not null,
  primary key (person, id)
);
create index sign_ins_at on identity.sign_ins (person, at desc);
create policy own on identity.sign_ins using (person::text = current_setting('app.person', true));
create policy installation on identity.sign_ins using (current_setting('app.installation', true) = 'on');
call platform.guard_without_policy('identity.sign_ins', 'select, insert, delete');

-- Failed sign-ins of one account are looked for by whom they concern.
create index audit_entries_failed on platform.audit_entries (acting_for, at desc) where outcome = 'failed';

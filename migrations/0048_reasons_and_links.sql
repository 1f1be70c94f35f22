-- What came between a message and its recipient, in a word that the page explains; the other side's own words stay beside it.
alter table mail.tries add column reason text check (reason ~ '^[a-z-]+$');

-- Whose account a public identity is to be bound to, where that is what the person was sent to the provider for.
alter table federation.attempts add column binds uuid references identity.people on delete cascade;

-- People of the staff who bound their account to their SPID or CIE identity by themselves, and how strongly it was proved then.
create table federation.bound_identities (
  association text not null default '' check (association = ''),
  person uuid not null references identity.people on delete cascade,
  method text not null check (method in ('spid', 'cie')),
  provider text not null,
  level smallint not null check (level between 1 and 3),
  bound timestamptz not null,
  primary key (association, person)
);
call platform.guard('federation.bound_identities', installation => true);

-- Contracts of supply: who supplies what, from when until when, for which services and machines. Requests for help name them by code.
create schema contracts;

create table contracts.supply_contracts (
  association text not null,
  code text not null check (code ~ '^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$' and length(code) <= 40),
  supplier text not null check (supplier ~ '\S' and length(supplier) <= 200),
  subject text not null check (subject ~ '\S' and length(subject) <= 500),
  cig text not null default '' check (cig ~ '^([A-Z0-9]{10})?$'),
  from_day date not null,
  -- The last day, counted; null: until somebody says.
  until_day date check (until_day >= from_day),
  -- The entity it is for; empty: the whole association.
  entity text not null default '',
  services text[] not null default '{}',
  machines text[] not null default '{}',
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (association, code)
);
create unique index supply_contracts_code on contracts.supply_contracts (association, lower(code));
call platform.guard('contracts.supply_contracts', privileges => 'select, insert, update');

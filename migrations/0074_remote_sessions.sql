-- Remote assistance: the tool that an association uses, and its sessions, each with the consent of who needs help.
create table service_desk.remote_tools (
  association text primary key references platform.associations (id),
  tool text not null check (tool in ('meshcentral', 'rustdesk', 'anydesk', 'other')),
  -- A link with places for the machine and for the code it has in the tool.
  template text not null check (length(template) <= 500),
  -- For how long what is asked can be answered, and what is granted begun.
  minutes integer not null check (minutes between 5 and 1440),
  changed_at timestamptz not null,
  changed_by text not null
);
create policy association on service_desk.remote_tools using (
  association = current_setting('app.association', true) and current_setting('app.entity', true) = '*'
);
call platform.guard_without_policy('service_desk.remote_tools', 'select, insert, update');

-- What was asked, answered, begun and ended stays as it was; `requester` gave or refused the consent.
create table service_desk.remote_sessions (
  association text not null,
  id uuid not null,
  ticket bigint not null,
  entity text not null,
  requester uuid not null,
  requester_name text not null,
  machine text not null check (machine ~ '\S' and length(machine) <= 200),
  code text not null check (length(code) <= 100),
  reason text not null check (length(reason) <= 500),
  technician uuid not null,
  technician_name text not null,
  asked_at timestamptz not null,
  -- Until when it can be answered; once granted, begun.
  expires_at timestamptz not null,
  answered_at timestamptz,
  granted boolean,
  began_at timestamptz,
  ended_at timestamptz,
  ended_by text,
  primary key (association, id),
  foreign key (association, ticket) references service_desk.tickets (association, id),
  check ((answered_at is null) = (granted is null)),
  check (began_at is null or granted),
  check (num_nulls(ended_at, ended_by) in (0, 2)),
  check (ended_at is null or ended_at >= coalesce(began_at, asked_at))
);
create index remote_sessions_ticket on service_desk.remote_sessions (association, ticket, asked_at);
create index remote_sessions_asked on service_desk.remote_sessions (association, asked_at desc, id);
create index remote_sessions_entity on service_desk.remote_sessions (association, entity, asked_at desc);
call platform.guard('service_desk.remote_sessions', privileges => 'select, insert, update', entity => 'entity');

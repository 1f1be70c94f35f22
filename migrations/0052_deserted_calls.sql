-- A first call that was opened and could not decide: what was found then. The sitting waits for its second call.
create table meetings.deserted_calls (
  association text not null,
  meeting integer not null,
  opened timestamptz not null,
  closed timestamptz not null,
  chair text not null,
  secretary text not null,
  -- Heads, as the quorum counts them; the names of the seats that were there, in order.
  entitled integer not null check (entitled > 0),
  required integer not null,
  present integer not null check (present < required),
  seats text[] not null,
  primary key (association, meeting),
  foreign key (association, meeting) references meetings.meetings (association, number),
  check (closed >= opened)
);
call platform.guard('meetings.deserted_calls');

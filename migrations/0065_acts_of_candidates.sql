-- The entity's act behind a candidate, where it took one.
alter table bodies.candidates
  add act text not null default '' check (length(act) <= 300),
  add act_number text not null default '' check (length(act_number) <= 60),
  add act_day date;

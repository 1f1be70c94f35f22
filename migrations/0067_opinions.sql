-- What an advisory body votes is an opinion, in favour or against: numbered as such, and nothing comes to hold by it.
alter table meetings.ballots
  drop constraint ballots_outcome_check,
  add constraint ballots_outcome_check
    check (outcome in ('approved', 'rejected', 'not-quorate', 'favourable', 'contrary'));

alter table meetings.decisions
  add kind text not null default 'decision' check (kind in ('decision', 'opinion')),
  add favourable boolean not null default true,
  add constraint opinions_adopt_nothing check (kind = 'decision' or adopted is null),
  add constraint decisions_are_favourable check (kind = 'opinion' or favourable);

-- How the office is organised: chart or regulation, adopted first by a body of the association and then by the lead's own act on
-- the same text. Nothing is deleted: what was in force stays as it was.
create table bodies.organisation_texts (
  association text not null,
  number integer not null check (number > 0),
  kind text not null check (kind in ('chart', 'regulation', 'other-form')),
  title text not null check (title ~ '\S' and length(title) <= 200),
  about text not null default '' check (length(about) <= 2000),
  document uuid not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  recorded_at timestamptz not null,
  recorded_by text,
  first_act text check (length(first_act) <= 300),
  first_number text not null default '' check (length(first_number) <= 60),
  first_day date,
  first_at timestamptz,
  first_by text,
  second_act text check (length(second_act) <= 300),
  second_number text not null default '' check (length(second_number) <= 60),
  second_day date,
  second_at timestamptz,
  second_by text,
  second_document uuid,
  -- Of the text that the second act adopts: the same, or there is no second act.
  second_sha256 text,
  since date,
  discarded_on date,
  discarded_reason text check (length(discarded_reason) <= 400),
  primary key (association, number),
  foreign key (association, document) references bodies.documents (association, id),
  foreign key (association, second_document) references bodies.documents (association, id),
  check ((first_act is null) = (first_day is null) and (first_act is null) = (first_at is null)),
  check ((second_act is null) = (second_day is null) and (second_act is null) = (since is null)),
  check (second_act is null or (first_act is not null and second_day >= first_day and since >= second_day)),
  check ((second_act is null) = (second_sha256 is null) and (second_sha256 is null or second_sha256 = sha256)),
  check (discarded_on is null or second_act is null)
);
call platform.guard('bodies.organisation_texts', privileges => 'select, insert, update');

-- The agreement documents of each association: texts as imported, with the hash that proves them.
create schema agreement;

create table agreement.documents (
  association text not null references platform.associations (id),
  number integer not null check (number > 0),
  written text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  imported timestamptz not null,
  imported_by text not null,
  -- Filled when adopted: the first day on which it holds (null: from the beginning) and the act that says so.
  adopted timestamptz,
  since date,
  act text,
  primary key (association, number),
  unique (association, sha256),
  check (adopted is not null or (since is null and act is null)),
  check (adopted is null or act <> '')
);
-- Of two documents adopted, one begins after the other.
create unique index documents_since on agreement.documents (association, since) nulls not distinct where adopted is not null;
call platform.guard('agreement.documents');

-- What was adopted is not written again: neither the text nor its first day.
create function agreement.adopted_stays() returns trigger language plpgsql as $$
begin
  if old.adopted is not null then
    raise exception 'an adopted agreement document is never changed' using errcode = 'restrict_violation';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger adopted_stays before update or delete on agreement.documents
  for each row execute function agreement.adopted_stays();

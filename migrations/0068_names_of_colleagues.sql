-- Names of people that the own rows are about, whatever entity of the association they are of, in one question: sees all its
-- entities while it looks, then what was seen before.
create function identity.names_of(wanted uuid[]) returns table (id uuid, name text)
language plpgsql as $$
declare
  seen text := coalesce(current_setting('app.entity', true), '');
begin
  perform set_config('app.entity', '*', true);
  return query select p.id, p.name from identity.people p where p.id = any (wanted);
  perform set_config('app.entity', seen, true);
end $$;

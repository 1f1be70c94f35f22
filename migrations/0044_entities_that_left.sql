-- An entity that has left opens nothing more: whoever looks for posts in force, whatever the association acted in, asks here.
create policy installation on membership.memberships for select using (current_setting('app.installation', true) = 'on');

-- Since when an entity has been out on a day (its first day out); null while it is in, before it first joins, and for whatever
-- is in no register.
create function membership.out_since(in_association text, of_entity text, on_day date) returns date
language sql stable parallel safe as $$
  select max(m.left_on) from membership.memberships m
  where m.association = in_association and m.entity = of_entity and m.left_on <= on_day
    and not exists (
      select from membership.memberships n
      where n.association = in_association and n.entity = of_entity
        and n.joined_on <= on_day and (n.left_on is null or n.left_on > on_day)
    )
$$;

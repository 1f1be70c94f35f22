-- What the views of the queue count is found in the index alone.
drop index service_desk.tickets_open_due;
create index tickets_open_due on service_desk.tickets (association, due_at, id)
  include (entity, assignee, requester, wait, priority, level) where state in ('new', 'assigned', 'waiting');

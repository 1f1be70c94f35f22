-- What a trail has entries about, found without reading it whole.
create index audit_entries_action on platform.audit_entries (association, action);
create index audit_entries_entity on platform.audit_entries (association, entity);
create index audit_entries_acting_for on platform.audit_entries (association, acting_for) where acting_for is not null;

-- Who takes part: the register of entities, memberships over time, who represents whom, figures as dated series, boundaries.
create schema membership;

create table membership.entities (
  association text not null,
  -- The IPA code in lower case where there is one; a short name otherwise.
  code text not null check (code ~ '^[a-z0-9][a-z0-9._-]{0,61}$'),
  name text not null check (name ~ '\S' and length(name) <= 200 and name !~ '[<>[:cntrl:]]'),
  kind text not null check (kind in ('comune', 'unione', 'comunita_montana', 'provincia', 'other')),
  -- `lead` runs the office and is paid; a `partner` takes part without a vote and without costs.
  relation text not null default 'member' check (relation in ('member', 'lead', 'partner')),
  ipa text check (ipa ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,61}$'),
  istat text check (istat ~ '^[0-9]{6}$'),
  belfiore text check (belfiore ~ '^[A-Z][0-9]{3}$'),
  tax_code text check (tax_code ~ '^[0-9]{11}$'),
  province text check (province ~ '^[A-Z]{2}$'),
  region text check (region ~ '\S' and length(region) <= 100),
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  -- Has a data centre of its own.
  has_ced boolean not null default false,
  -- Has informatics staff of its own; null: not known.
  has_ict_staff boolean,
  recorded_at timestamptz not null,
  recorded_by text,
  primary key (association, code),
  check ((latitude is null) = (longitude is null))
);
create unique index entities_lead on membership.entities (association) where relation = 'lead';
create unique index entities_ipa on membership.entities (association, lower(ipa)) where ipa is not null;
create unique index entities_istat on membership.entities (association, istat) where istat is not null;
create unique index entities_belfiore on membership.entities (association, belfiore) where belfiore is not null;
create unique index entities_tax_code on membership.entities (association, tax_code) where tax_code is not null;
call platform.guard('membership.entities');

-- What an entity was called and how it was coded before each change.
create table membership.entity_changes (
  association text not null,
  entity text not null,
  change integer not null check (change > 0),
  was jsonb not null,
  recorded_at timestamptz not null,
  recorded_by text,
  primary key (association, entity, change),
  foreign key (association, entity) references membership.entities (association, code)
);
call platform.guard('membership.entity_changes', privileges => 'select, insert');

create table membership.memberships (
  association text not null,
  entity text not null,
  -- First day in.
  joined_on date not null,
  -- First day out.
  left_on date check (left_on > joined_on),
  signed_on date check (signed_on <= joined_on),
  -- Signed itself; adhered singly; through who represents it.
  way text not null default 'signatory' check (way in ('signatory', 'single', 'represented')),
  act text not null default '' check (length(act) <= 400),
  leaving_act text check (length(leaving_act) <= 400),
  recorded_at timestamptz not null,
  recorded_by text,
  left_recorded_at timestamptz,
  left_recorded_by text,
  primary key (association, entity, joined_on),
  foreign key (association, entity) references membership.entities (association, code),
  check ((left_on is null) = (left_recorded_at is null))
);
create unique index memberships_running on membership.memberships (association, entity) where left_on is null;
call platform.guard('membership.memberships');

create table membership.representations (
  association text not null,
  representative text not null,
  represented text not null,
  since date not null,
  until date check (until >= since),
  act text not null default '' check (length(act) <= 400),
  recorded_at timestamptz not null,
  recorded_by text,
  primary key (association, represented, since),
  foreign key (association, representative) references membership.entities (association, code),
  foreign key (association, represented) references membership.entities (association, code),
  check (representative <> represented)
);
create unique index representations_running on membership.representations (association, represented) where until is null;
create index representations_representative on membership.representations (association, representative);
call platform.guard('membership.representations');

-- What registers say of an entity, day by day. Nothing is changed or removed: a correction is the next revision of the same
-- entity, register and day. `on_day`: the day the figure is about; `decided_on`: when its source stated it; `recorded_at`:
-- when it came here. Counts as they are, money in cents; a revision without a value withdraws the figure.
create table membership.figures (
  association text not null,
  entity text not null,
  register text not null check (register ~ '^[a-z][a-z0-9-]{0,40}(:[a-z0-9][a-z0-9_-]{0,60})?$'),
  on_day date not null check (on_day between date '1861-03-17' and date '2200-12-31'),
  revision integer not null check (revision > 0),
  value bigint check (value >= 0),
  standing text not null check (standing in ('provisional', 'final', 'withdrawn')),
  source text not null check (source ~ '\S' and length(source) <= 200),
  evidence text not null default '' check (length(evidence) <= 400),
  decided_on date,
  recorded_at timestamptz not null,
  recorded_by text,
  primary key (association, entity, register, on_day, revision),
  foreign key (association, entity) references membership.entities (association, code),
  check ((value is null) = (standing = 'withdrawn'))
);
create index figures_register on membership.figures (association, register, on_day);
-- Inhabitants are open data; the other figures are seen for the whole association or for the actor's entities, and for those
-- they represent.
create policy association on membership.figures using (
  association = current_setting('app.association', true)
  and (
    register = 'population'
    or platform.sees(entity)
    or exists (
      select from membership.representations r
      where r.association = figures.association and r.represented = figures.entity
        and platform.sees(r.representative) and (r.until is null or r.until >= current_date)
    )
  )
);
call platform.guard_without_policy('membership.figures', 'select, insert');

create table membership.boundaries (
  association text not null,
  entity text not null,
  -- GeoJSON Polygon or MultiPolygon, WGS84.
  geometry jsonb not null check (geometry ->> 'type' in ('Polygon', 'MultiPolygon')),
  source text not null check (source ~ '\S' and length(source) <= 200),
  recorded_at timestamptz not null,
  recorded_by text,
  primary key (association, entity),
  foreign key (association, entity) references membership.entities (association, code)
);
call platform.guard('membership.boundaries');

-- Files read and shown, not yet confirmed: what was read from them, for who uploaded them, for an hour.
create table membership.import_previews (
  association text not null,
  id uuid not null,
  person text not null,
  file_name text not null check (length(file_name) <= 300),
  sha256 text not null,
  content jsonb not null,
  -- Of what confirming would do, as it was shown.
  plan_sha256 text not null,
  created timestamptz not null,
  expires timestamptz not null check (expires > created),
  primary key (association, id)
);
create policy own on membership.import_previews using (
  association = current_setting('app.association', true) and person = current_setting('app.person', true)
);
call platform.guard_without_policy('membership.import_previews', 'select, insert, delete');

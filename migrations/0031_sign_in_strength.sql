-- How strongly somebody is signed in, and citizens, who are known by their fiscal code.
alter table identity.people
  add column fiscal_code text unique check (fiscal_code = upper(fiscal_code) and length(fiscal_code) between 11 and 16),
  alter column email drop not null,
  add constraint people_known_by check (email is not null or fiscal_code is not null);

-- `level`: 1 one factor, 2 two factors, 3 a device that cannot be copied. `origin` is the network address, `agent` the browser.
alter table identity.sessions
  add column method text not null default 'password' check (method in ('password', 'passkey', 'oidc', 'spid', 'cie')),
  add column level smallint not null default 1 check (level between 1 and 3),
  add column origin text,
  add column agent text;

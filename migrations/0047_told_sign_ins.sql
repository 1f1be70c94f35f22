-- Whether the person was written to about a sign-in from a new browser: one alike, soon after, is not told again.
alter table identity.sign_ins add column told boolean not null default false;

-- 重置: of a second factor, or of an officer's password: asked for by one officer, confirmed by another; neither is the person himself.
alter table factor_reset rename to account_reset;
alter table account_reset add column what text not null default 'factor' check (what in ('factor', 'password'));
alter table account_reset alter column what drop default;
-- The asking officer's half of the temporary password, sealed with a key outside the database; the other half is the confirming officer's.
alter table account_reset add column half text check ((half is not null) = (what = 'password'));
drop index one_open_reset;
create unique index one_open_reset on account_reset (office_id, person_id, what) where confirmed_at is null;

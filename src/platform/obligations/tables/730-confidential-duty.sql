-- A duty that only its owner sees: what it is about must not be guessed from a list of the office.
alter table obligation add column confidential boolean not null default false;

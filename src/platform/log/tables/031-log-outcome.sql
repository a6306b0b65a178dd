-- How an act ended: done, refused (an attempt the log keeps), failed (a sign-in that did not succeed).
alter table log_entry add column outcome text not null default 'done' check (outcome in ('done', 'refused', 'failed'));

-- 留痕 is looked through by person, by verb, by moment, and for what did not succeed.
create index log_entry_by_person on log_entry (office_id, person_id, entry_id);
create index log_entry_by_verb on log_entry (office_id, verb, entry_id);
create index log_entry_by_moment on log_entry (office_id, at);
create index log_entry_not_done on log_entry (office_id, outcome, entry_id) where outcome <> 'done';

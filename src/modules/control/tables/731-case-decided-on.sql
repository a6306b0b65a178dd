-- The day of a decision, which may be written down later.
alter table case_stage add column decided_on date;

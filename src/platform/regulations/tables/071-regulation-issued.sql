-- 成文日期 of the issued document; null for drafts handed in before it was asked for, and for versions that came with the program.
alter table regulation_draft add column issued_on date;
alter table regulation add column issued_on date;

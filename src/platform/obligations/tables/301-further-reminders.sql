-- Days after the first reminder on which the owner is told again.
alter table obligation add column remind_also date[] not null default '{}';

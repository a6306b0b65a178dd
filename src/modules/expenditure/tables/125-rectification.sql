-- 检查整改事项 (FIN-07a): what a check found, who puts it right, and until when; what became of it stands with the duty it opened.
create table rectification (
  office_id integer not null references office,
  rectification_id bigint generated always as identity,
  inspection_id bigint not null,
  finding text not null,
  measure text not null,
  owner_id integer not null,
  due_on date not null,
  primary key (office_id, rectification_id),
  foreign key (office_id, inspection_id) references inspection,
  foreign key (office_id, owner_id) references person
);
create index rectification_by_inspection on rectification (office_id, inspection_id);
-- Free text of earlier checks; nothing is written to it any more.
alter table inspection alter column rectify set default '';

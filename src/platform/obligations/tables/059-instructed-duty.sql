-- 批示: who gave the duty; told how it stands and how it ended, and ends it on what was reported back. null for what the regulations make due.
alter table obligation add column given_by integer;
alter table obligation add foreign key (office_id, given_by) references person (office_id, person_id);
create index obligation_by_giver on obligation (office_id, given_by) where given_by is not null;

-- 反馈: what its owner says of it before it is done, or where it cannot be done. Only added to.
create table obligation_report (
  office_id integer not null,
  obligation_report_id bigint generated always as identity,
  obligation_id bigint not null,
  reported_by integer not null,
  reported_at timestamptz not null,
  text text not null,
  primary key (office_id, obligation_report_id),
  foreign key (office_id, obligation_id) references obligation,
  foreign key (office_id, reported_by) references person (office_id, person_id)
);
create index report_of_obligation on obligation_report (office_id, obligation_id);

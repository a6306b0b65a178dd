-- 廉政教育年度计划 (ETH-01): what is to be held by which day; held by an activity that names it.
create table education_plan (
  office_id integer not null references office,
  education_plan_id bigint generated always as identity,
  number text not null,
  planned_on date not null,
  topic text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, education_plan_id),
  unique (office_id, number),
  foreign key (office_id, recorded_by) references person
);
alter table education add column plan_number text;

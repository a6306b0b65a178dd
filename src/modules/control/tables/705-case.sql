-- 问责与线索: one case, its stages as lines of their own; nothing is deleted.
create table conduct_case (
  office_id integer not null references office,
  conduct_case_id bigint generated always as identity,
  number text not null,
  sort text not null check (sort in ('问责', '线索')),
  facts text not null,
  subject_id integer not null,
  manager_id integer,
  -- whoever reported under his name; null for an anonymous report
  reporter_id integer,
  handler_id integer not null,
  -- where the office itself may not handle it
  forwarded_to text not null default '',
  suspected_crime boolean not null default false,
  closed_at timestamptz,
  recorded_at timestamptz not null,
  primary key (office_id, conduct_case_id),
  unique (office_id, number),
  foreign key (office_id, subject_id) references person,
  foreign key (office_id, handler_id) references person
);
create table case_stage (
  office_id integer not null references office,
  case_stage_id bigint generated always as identity,
  case_number text not null,
  stage text not null check (stage in ('受理', '不予受理', '申辩', '涉嫌犯罪', '移送', '转送', '结论')),
  remark text not null,
  document text not null default '',
  measures jsonb not null default '[]',
  penalty bigint not null default 0 check (penalty >= 0),
  deciding_body text not null default '',
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, case_stage_id),
  foreign key (office_id, recorded_by) references person
);
create index case_stage_by_case on case_stage (office_id, case_number, case_stage_id);

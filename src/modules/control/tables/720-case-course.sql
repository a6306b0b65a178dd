-- 核查, 执行, 归档 of a case (ICF-02.3g), beside its stages: what led to its conclusion, and what became of it. Only added to.
create table case_course (
  office_id integer not null references office,
  case_course_id bigint generated always as identity,
  case_number text not null,
  step text not null check (step in ('核查', '执行', '归档')),
  remark text not null,
  document text not null default '',
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, case_course_id),
  foreign key (office_id, recorded_by) references person
);
create index case_course_by_case on case_course (office_id, case_number, case_course_id);

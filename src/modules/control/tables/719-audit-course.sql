-- 年度审计计划 (ICF-02.3a): its lines, and the approval of a year's plan.
create table audit_plan (
  office_id integer not null references office,
  audit_plan_id bigint generated always as identity,
  number text not null,
  year integer not null,
  subject text not null check (subject in ('会计资料', '局属单位', '其他')),
  scope text not null,
  planned_on date not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, audit_plan_id),
  unique (office_id, number),
  foreign key (office_id, recorded_by) references person
);
create index audit_plan_by_year on audit_plan (office_id, year);
create table audit_plan_approval (
  office_id integer not null references office,
  audit_plan_approval_id bigint generated always as identity,
  year integer not null,
  remark text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, audit_plan_approval_id),
  unique (office_id, year),
  foreign key (office_id, recorded_by) references person
);
-- An audit may be one of the plan; from now on it is closed by its 复核, not by its report.
alter table audit add column plan_number text;
create index audit_by_plan on audit (office_id, plan_number) where plan_number is not null;
-- 独立性核对 (ICF-02.3b): what was found of each auditor when the audit was opened.
create table audit_independence (
  office_id integer not null references office,
  audit_independence_id bigint generated always as identity,
  audit_number text not null,
  person_id integer not null,
  holds_now boolean not null,
  held_before boolean not null,
  same_section boolean not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, audit_independence_id),
  unique (office_id, audit_number, person_id),
  foreign key (office_id, person_id) references person,
  foreign key (office_id, recorded_by) references person (office_id, person_id)
);
-- 另报上级 (ICF-02.3c): where a finding concerns the head.
create table audit_superior (
  office_id integer not null references office,
  audit_superior_id bigint generated always as identity,
  audit_number text not null,
  body text not null,
  document text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, audit_superior_id),
  unique (office_id, audit_number),
  foreign key (office_id, recorded_by) references person
);
-- 复核: what the auditor found when everything was corrected.
create table audit_review (
  office_id integer not null references office,
  audit_review_id bigint generated always as identity,
  audit_number text not null,
  conclusion text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, audit_review_id),
  unique (office_id, audit_number),
  foreign key (office_id, recorded_by) references person
);
-- Leaders order measures besides answering.
alter table audit_remark drop constraint audit_remark_sort_check;
alter table audit_remark add constraint audit_remark_sort_check check (sort in ('答复', '布置', '撤回'));

-- 内部控制 (article 8). A changed control is a new version of its number; the newest version stands.
create table control_point (
  office_id integer not null references office,
  control_point_id bigint generated always as identity,
  number text not null,
  version integer not null default 1,
  name text not null,
  aims jsonb not null,
  business_class text not null,
  part text not null check (part in ('控制环境', '控制程序', '会计系统')),
  point text not null,
  post text not null,
  -- who checks whoever runs it
  check_post text not null default '',
  basis text not null default '',
  purpose text not null default '',
  effort text not null default '',
  every text not null check (every in ('月', '季', '半年', '年')),
  mandatory boolean not null,
  -- the verb whose log entries are its runs; empty for a control run by hand
  run_by text not null default '',
  state text not null default '运行' check (state in ('运行', '停用')),
  reason text not null default '',
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, control_point_id),
  unique (office_id, number, version),
  foreign key (office_id, recorded_by) references person
);

-- A run by hand, with its evidence.
create table control_run (
  office_id integer not null references office,
  control_run_id bigint generated always as identity,
  number text not null,
  ran_on date not null,
  finding text not null,
  evidence text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, control_run_id),
  foreign key (office_id, recorded_by) references person
);
create index control_run_by_number on control_run (office_id, number, ran_on);

create table control_review (
  office_id integer not null references office,
  control_review_id bigint generated always as identity,
  number text not null,
  year integer not null,
  answers jsonb not null,
  principles jsonb not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, control_review_id),
  unique (office_id, number, year),
  foreign key (office_id, recorded_by) references person
);

-- 业务程序目录: which question of the regulations carries a class of business.
create table business_procedure (
  office_id integer not null references office,
  business_procedure_id bigint generated always as identity,
  business_class text not null,
  question text not null,
  route text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, business_procedure_id),
  foreign key (office_id, recorded_by) references person
);

create table risk (
  office_id integer not null references office,
  risk_id bigint generated always as identity,
  number text not null,
  name text not null,
  link text not null,
  department_id integer not null,
  post text not null,
  control_number text,
  indicator text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, risk_id),
  unique (office_id, number),
  foreign key (office_id, department_id) references department,
  foreign key (office_id, recorded_by) references person
);
create table risk_assessment (
  office_id integer not null references office,
  risk_assessment_id bigint generated always as identity,
  number text not null,
  likelihood integer not null check (likelihood between 1 and 5),
  impact integer not null check (impact between 1 and 5),
  assessed_on date not null,
  note text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, risk_assessment_id),
  foreign key (office_id, recorded_by) references person
);
create index risk_assessment_by_number on risk_assessment (office_id, number, risk_assessment_id desc);

-- 改进项: closed by somebody else's verification.
create table improvement (
  office_id integer not null references office,
  improvement_id bigint generated always as identity,
  number text not null,
  source text not null,
  about text not null,
  problem text not null,
  measure text not null,
  owner_id integer not null,
  due_on date not null,
  recorded_by integer,
  recorded_at timestamptz not null,
  primary key (office_id, improvement_id),
  unique (office_id, number),
  foreign key (office_id, owner_id) references person
);
create table improvement_verification (
  office_id integer not null references office,
  improvement_verification_id bigint generated always as identity,
  number text not null,
  note text not null,
  evidence text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, improvement_verification_id),
  unique (office_id, number),
  foreign key (office_id, recorded_by) references person
);

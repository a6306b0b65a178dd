-- 审计, internal and external. Findings are only added to: an answer, a withdrawal by the auditor himself.
create table audit (
  office_id integer not null references office,
  audit_id bigint generated always as identity,
  number text not null,
  sort text not null check (sort in ('内部审计', '外部审计')),
  scope text not null,
  area_post text not null,
  from_day date not null,
  until_day date not null,
  auditors jsonb not null,
  reported_at timestamptz,
  closed_at timestamptz,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, audit_id),
  unique (office_id, number),
  foreign key (office_id, recorded_by) references person
);
create table audit_paper (
  office_id integer not null references office,
  audit_paper_id bigint generated always as identity,
  audit_number text not null,
  title text not null,
  sample_number text not null default '',
  file text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, audit_paper_id),
  foreign key (office_id, recorded_by) references person
);
create table audit_finding (
  office_id integer not null references office,
  audit_finding_id bigint generated always as identity,
  number text not null,
  audit_number text not null,
  gravity text not null check (gravity in ('一般', '较大', '重大')),
  facts text not null,
  owner_id integer not null,
  due_on date not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, audit_finding_id),
  unique (office_id, number),
  foreign key (office_id, owner_id) references person,
  foreign key (office_id, recorded_by) references person
);
create table audit_remark (
  office_id integer not null references office,
  audit_remark_id bigint generated always as identity,
  finding_number text not null,
  sort text not null check (sort in ('答复', '撤回')),
  remark text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, audit_remark_id),
  foreign key (office_id, recorded_by) references person
);

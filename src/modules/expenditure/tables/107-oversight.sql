-- 工会经费计提 (FIN-06a): wages × rate of the month, with the rate used.
create table union_accrual (
  office_id integer not null references office,
  month text not null,
  wages bigint not null check (wages >= 0),
  rate numeric(6, 2) not null,
  amount bigint not null check (amount >= 0),
  income_id bigint not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, month),
  foreign key (office_id, income_id) references income,
  foreign key (office_id, recorded_by) references person
);

-- 财务公开 (FIN-06e, FIN-07b, FIN-07c).
create table disclosure (
  office_id integer not null references office,
  disclosure_id bigint generated always as identity,
  content text not null check (content in ('工会经费收支', '资金使用情况', '下一年预算计划', '其他')),
  year integer not null,
  audience text not null,
  document bytea not null,
  published_by integer not null,
  published_at timestamptz not null,
  primary key (office_id, disclosure_id),
  foreign key (office_id, published_by) references person
);
create index disclosure_by_year on disclosure (office_id, year, content);

-- 局属单位财务检查 (FIN-07a).
create table inspection (
  office_id integer not null references office,
  inspection_id bigint generated always as identity,
  unit_id integer not null,
  inspected_on date not null,
  leader_id integer not null,
  members jsonb not null,
  scope text not null,
  findings text not null,
  rectify text not null,
  rectify_by date,
  counts boolean not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, inspection_id),
  foreign key (office_id, unit_id) references department,
  foreign key (office_id, leader_id) references person,
  foreign key (office_id, recorded_by) references person
);

-- 违规事项 (FIN-08): opened from a fact, closed by a decision.
create table violation (
  office_id integer not null references office,
  violation_id bigint generated always as identity,
  number text not null,
  clause text not null,
  facts text not null,
  person_id integer not null,
  gravity text not null check (gravity in ('轻微', '一般', '严重')),
  statement text not null default '',
  decision text,
  decided_by integer,
  decided_on date,
  opened_by integer not null,
  opened_at timestamptz not null,
  primary key (office_id, violation_id),
  unique (office_id, number),
  foreign key (office_id, person_id) references person,
  foreign key (office_id, opened_by) references person
);

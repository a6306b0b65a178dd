-- 站所室费用额度 (FIN5-06a): what a unit may spend in a year; a change is a new row, the last one stands.
create table unit_quota (
  office_id integer not null references office,
  quota_id bigint generated always as identity,
  year integer not null,
  department_id integer not null,
  amount bigint not null check (amount > 0),
  set_by integer not null,
  set_at timestamptz not null,
  primary key (office_id, quota_id),
  foreign key (office_id, department_id) references department,
  foreign key (office_id, set_by) references person
);
create index unit_quota_latest on unit_quota (office_id, department_id, year, quota_id desc);

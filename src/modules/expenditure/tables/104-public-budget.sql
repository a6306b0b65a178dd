-- 三公经费预算: the year's budget by line.
create table public_budget (
  office_id integer not null references office,
  year integer not null,
  line text not null check (line in ('因公出国(境)', '公务用车购置', '公务用车运行', '公务接待')),
  amount bigint not null check (amount >= 0),
  set_by integer not null,
  set_at timestamptz not null,
  primary key (office_id, year, line),
  foreign key (office_id, set_by) references person
);

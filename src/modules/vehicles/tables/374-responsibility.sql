-- 车辆违规、事故、损失 (VEH-03d, VEH-08c, VEH-10): reported, decided by the head, recovered.
create table vehicle_case (
  office_id integer not null references office,
  case_id bigint generated always as identity,
  number text not null,
  sort text not null,
  happened_on date not null,
  -- a car of the office, or a hired one, by its plate
  plate text not null,
  person_id integer,
  person_name text not null,
  passengers text not null default '',
  rule_broken text not null,
  facts text not null,
  statement text not null default '',
  loss bigint not null check (loss >= 0),
  insurance bigint not null check (insurance >= 0),
  insurer text not null default '',
  proposed bigint not null,
  reported_by integer not null,
  reported_at timestamptz not null,
  responsible boolean,
  share bigint check (share >= 0),
  decision text,
  decided_by integer,
  decided_at timestamptz,
  receipt text,
  settled_at timestamptz,
  primary key (office_id, case_id),
  unique (office_id, number),
  foreign key (office_id, person_id) references person,
  foreign key (office_id, reported_by) references person (office_id, person_id)
);

-- 驾驶员安全奖金 (VEH-08c): per driver and year, and what was paid of it.
create table safety_bonus (
  office_id integer not null references office,
  bonus_id bigint generated always as identity,
  person_id integer not null,
  year integer not null,
  amount bigint not null check (amount >= 0),
  paid bigint not null check (paid >= 0),
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, bonus_id),
  foreign key (office_id, person_id) references person,
  foreign key (office_id, recorded_by) references person (office_id, person_id)
);
create index safety_bonus_newest on safety_bonus (office_id, year, person_id, bonus_id desc);

-- 局属单位用车办法 (VEH-09): what each unit handed in for a version of the regulation.
create table unit_vehicle_rules (
  office_id integer not null references office,
  handed_in_id bigint generated always as identity,
  department_id integer not null,
  version text not null,
  body text not null,
  made_on date not null,
  file bytea not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, handed_in_id),
  foreign key (office_id, department_id) references department,
  foreign key (office_id, recorded_by) references person
);

-- 来函登记 (RCP-05a, RCP-05c): persons, unit, activity and days of the letter as data, with its image.
create table reception_letter (
  office_id integer not null references office,
  letter_id bigint generated always as identity,
  number text not null,
  sort text not null check (sort in ('公函', '邀请函', '会议通知')),
  unit text not null,
  document_number text not null,
  activity text not null,
  from_day date not null,
  until_day date not null,
  people jsonb not null,
  headcount integer not null check (headcount >= 0),
  leader text not null,
  image bytea not null,
  registered_by integer not null,
  registered_at timestamptz not null,
  primary key (office_id, letter_id),
  unique (office_id, number),
  check (from_day <= until_day),
  foreign key (office_id, registered_by) references person
);

-- 接待安排 (RCP-02d, RCP-08a): what the office ordered, for which approved reception or work meal.
create table reception_order (
  office_id integer not null references office,
  order_id bigint generated always as identity,
  number text not null,
  matter_id bigint not null,
  sort text not null check (sort in ('用餐', '住宿', '车辆', '工作餐')),
  at timestamptz not null,
  place text not null,
  content text not null,
  ordered_by integer not null,
  ordered_at timestamptz not null,
  primary key (office_id, order_id),
  unique (office_id, number),
  foreign key (office_id, matter_id) references matter,
  foreign key (office_id, ordered_by) references person
);
create index reception_order_by_matter on reception_order (office_id, matter_id);

-- 廉洁确认 (RCP-07b): nothing was given or taken, said by the host and by the office.
create table reception_attestation (
  office_id integer not null references office,
  matter_id bigint not null,
  side text not null check (side in ('接待方', '办公室')),
  person_id integer not null,
  remark text not null,
  attested_at timestamptz not null,
  primary key (office_id, matter_id, side),
  foreign key (office_id, matter_id) references matter,
  foreign key (office_id, person_id) references person
);

-- 接待违规线索 (RCP-02d, RCP-03, RCP-07, RCP-09): noted for the 纪检领导; a case is opened from it by whoever may.
create table reception_incident (
  office_id integer not null references office,
  incident_id bigint generated always as identity,
  matter_id bigint not null,
  clause jsonb not null,
  facts text not null,
  person_id integer not null,
  amount bigint not null check (amount >= 0),
  noted_at timestamptz not null,
  primary key (office_id, incident_id),
  unique (office_id, matter_id, facts),
  foreign key (office_id, matter_id) references matter,
  foreign key (office_id, person_id) references person
);

-- 外部来文、内控小组、依据变动、内控评价.
create table external_request (
  office_id integer not null references office,
  external_request_id bigint generated always as identity,
  number text not null,
  authority text not null,
  subject text not null,
  letter text not null,
  due_on date not null,
  owner_id integer not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, external_request_id),
  unique (office_id, number),
  foreign key (office_id, owner_id) references person,
  foreign key (office_id, recorded_by) references person
);
create table external_reply (
  office_id integer not null references office,
  external_reply_id bigint generated always as identity,
  number text not null,
  document text not null,
  sent_on date not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, external_reply_id),
  unique (office_id, number),
  foreign key (office_id, recorded_by) references person
);
create table control_member (
  office_id integer not null references office,
  control_member_id bigint generated always as identity,
  person_id integer not null,
  task text not null,
  from_day date not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, control_member_id),
  foreign key (office_id, person_id) references person,
  foreign key (office_id, recorded_by) references person
);
create table law_change (
  office_id integer not null references office,
  law_change_id bigint generated always as identity,
  law text not null,
  effective date not null,
  change text not null,
  regulations jsonb not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, law_change_id),
  foreign key (office_id, recorded_by) references person
);
create table control_evaluation (
  office_id integer not null references office,
  control_evaluation_id bigint generated always as identity,
  department_id integer not null,
  year integer not null,
  measures jsonb not null,
  score integer not null check (score between 0 and 100),
  comment text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, control_evaluation_id),
  unique (office_id, department_id, year),
  foreign key (office_id, department_id) references department,
  foreign key (office_id, recorded_by) references person
);

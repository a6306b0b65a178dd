-- 岗位说明书: each approval is a version of its own.
create table post_sheet (
  office_id integer not null references office,
  post_sheet_id bigint generated always as identity,
  post text not null,
  version integer not null,
  duties text not null,
  powers text not null,
  scope text not null,
  forbidden text not null,
  superior text not null,
  incompatible text not null,
  manager_id integer not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, post_sheet_id),
  unique (office_id, post, version),
  foreign key (office_id, manager_id) references person,
  foreign key (office_id, recorded_by) references person
);
-- 本人确认: of a post sheet, or of a document everybody is to know.
create table acknowledgement (
  office_id integer not null references office,
  acknowledgement_id bigint generated always as identity,
  about text not null,
  version integer not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, acknowledgement_id),
  unique (office_id, about, version, recorded_by),
  foreign key (office_id, recorded_by) references person
);
-- 任职审查, by 政工人事股; the newest counts.
create table post_check (
  office_id integer not null references office,
  post_check_id bigint generated always as identity,
  person_id integer not null,
  post text not null,
  qualified boolean not null,
  induction_on date,
  sanction_open boolean not null,
  relative_incompatible boolean not null,
  note text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, post_check_id),
  foreign key (office_id, person_id) references person,
  foreign key (office_id, recorded_by) references person
);
create table post_exception (
  office_id integer not null references office,
  post_exception_id bigint generated always as identity,
  person_id integer not null,
  post text not null,
  until_day date not null,
  reason text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, post_exception_id),
  foreign key (office_id, person_id) references person,
  foreign key (office_id, recorded_by) references person
);
-- 岗位交接, and 无法轮岗.
create table post_handover (
  office_id integer not null references office,
  post_handover_id bigint generated always as identity,
  post text not null,
  from_person_id integer not null,
  to_person_id integer not null,
  supervisor_id integer not null,
  items text not null,
  open_items text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, post_handover_id),
  foreign key (office_id, from_person_id) references person,
  foreign key (office_id, to_person_id) references person,
  foreign key (office_id, supervisor_id) references person,
  foreign key (office_id, recorded_by) references person
);
create table post_stay (
  office_id integer not null references office,
  post_stay_id bigint generated always as identity,
  post text not null,
  person_id integer not null,
  rotation_due_on date not null,
  reason text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, post_stay_id),
  foreign key (office_id, person_id) references person,
  foreign key (office_id, recorded_by) references person
);
-- 特定授权: one named person, one named matter, one amount, used once.
create table special_authority (
  office_id integer not null references office,
  special_authority_id bigint generated always as identity,
  number text not null,
  person_id integer not null,
  purpose text not null,
  ceiling bigint not null check (ceiling > 0),
  from_day date not null,
  until_day date not null,
  responsibility text not null,
  basis text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, special_authority_id),
  unique (office_id, number),
  foreign key (office_id, person_id) references person,
  foreign key (office_id, recorded_by) references person
);
create table special_authority_use (
  office_id integer not null references office,
  special_authority_use_id bigint generated always as identity,
  number text not null,
  amount bigint not null,
  document text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, special_authority_use_id),
  unique (office_id, number),
  foreign key (office_id, recorded_by) references person
);

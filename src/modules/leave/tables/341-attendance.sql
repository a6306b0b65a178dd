-- 作息时间 (ATT-02b): in force instead of the regulation's own times.
create table timetable (
  office_id integer not null references office,
  timetable_id bigint generated always as identity,
  name text not null,
  from_day date not null,
  -- first day after
  until_day date not null,
  morning_starts time not null,
  morning_ends time not null,
  afternoon_starts time not null,
  afternoon_ends time not null,
  set_by integer not null,
  set_at timestamptz not null,
  primary key (office_id, timetable_id),
  foreign key (office_id, set_by) references person,
  check (until_day > from_day and morning_starts < morning_ends and morning_ends <= afternoon_starts and afternoon_starts < afternoon_ends),
  exclude using gist (office_id with =, daterange(from_day, until_day) with &&)
);

-- 打卡文件 (ATT-02c): kept unchanged by its digest; the lines that could not be taken stand here with their verdicts.
create table punch_file (
  office_id integer not null references office,
  punch_file_id bigint generated always as identity,
  digest bytea not null,
  taken integer not null,
  not_taken jsonb not null,
  imported_by integer not null,
  imported_at timestamptz not null,
  primary key (office_id, punch_file_id),
  foreign key (office_id, imported_by) references person
);
create table punch (
  office_id integer not null references office,
  punch_id bigint generated always as identity,
  person_id integer not null,
  punched_at timestamptz not null,
  half integer not null,
  standing text not null check (standing in ('有效', '迟到', '过早')),
  punch_file_id bigint not null,
  primary key (office_id, punch_id),
  unique (office_id, person_id, punched_at),
  foreign key (office_id, person_id) references person,
  foreign key (office_id, punch_file_id) references punch_file
);
create index punch_by_half on punch (office_id, half);

-- Where a person's half day stands by his punches: the best of them. 1 有效, 2 迟到, 3 过早.
create table attendance_half (
  office_id integer not null references office,
  person_id integer not null,
  half integer not null,
  standing smallint not null check (standing between 1 and 3),
  primary key (office_id, half, person_id),
  foreign key (office_id, person_id) references person
);

-- 打卡更正 (ATT-02a): by one, confirmed by another.
create table punch_correction (
  office_id integer not null references office,
  correction_id bigint generated always as identity,
  person_id integer not null,
  half integer not null,
  standing text not null check (standing in ('有效', '迟到')),
  reason text not null,
  corrected_by integer not null,
  corrected_at timestamptz not null,
  confirmed_by integer,
  confirmed_at timestamptz,
  withdrawn_at timestamptz,
  primary key (office_id, correction_id),
  foreign key (office_id, person_id) references person,
  foreign key (office_id, corrected_by) references person,
  foreign key (office_id, confirmed_by) references person,
  check (corrected_by <> person_id and confirmed_by <> corrected_by and confirmed_by <> person_id)
);
create unique index punch_correction_open on punch_correction (office_id, person_id, half) where confirmed_at is null and withdrawn_at is null;

-- 外出登记 (ATT-03b)
create table outing (
  office_id integer not null references office,
  outing_id bigint generated always as identity,
  person_id integer not null,
  from_at timestamptz not null,
  until_at timestamptz not null,
  halves int4range not null,
  place text not null,
  purpose text not null,
  told_id integer not null,
  noticed_at timestamptz not null,
  late boolean not null,
  -- of a leader: when the 局长 was told
  reported_at timestamptz,
  recorded_by integer not null,
  confirmed_by integer,
  confirmed_at timestamptz,
  primary key (office_id, outing_id),
  foreign key (office_id, person_id) references person,
  foreign key (office_id, told_id) references person,
  foreign key (office_id, recorded_by) references person,
  foreign key (office_id, confirmed_by) references person,
  check (until_at > from_at),
  exclude using gist (office_id with =, person_id with =, tstzrange(from_at, until_at) with &&)
);
create index outing_by_half on outing using gist (office_id, halves);

-- 考勤检查 (ATT-03a)
create table spot_check (
  office_id integer not null references office,
  check_id bigint generated always as identity,
  person_id integer not null,
  half integer not null,
  checked_at timestamptz not null,
  finding text not null check (finding in ('早退', '脱岗', '做与工作无关的事', '其他')),
  facts text not null,
  evidence bytea,
  statement text not null,
  checked_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, check_id),
  foreign key (office_id, person_id) references person,
  foreign key (office_id, checked_by) references person,
  check (checked_by <> person_id)
);
create index spot_check_by_half on spot_check (office_id, half);

-- 考勤意见 (ATT-02c)
create table attendance_opinion (
  office_id integer not null references office,
  opinion_id bigint generated always as identity,
  month text not null,
  person_id integer not null,
  opinion text not null,
  given_by integer not null,
  given_at timestamptz not null,
  primary key (office_id, opinion_id),
  foreign key (office_id, person_id) references person,
  foreign key (office_id, given_by) references person
);
create index attendance_opinion_by_month on attendance_opinion (office_id, month, person_id);

-- 考勤统计 (ATT-01b): frozen figures of a month or a year; a later correction makes the next version.
create table attendance_freeze (
  office_id integer not null references office,
  freeze_id bigint generated always as identity,
  period text not null,
  version integer not null,
  figures jsonb not null,
  frozen_by integer not null,
  frozen_at timestamptz not null,
  primary key (office_id, freeze_id),
  unique (office_id, period, version),
  foreign key (office_id, frozen_by) references person
);

-- 考勤异议 (ATT-01c)
create table attendance_objection (
  office_id integer not null references office,
  objection_id bigint generated always as identity,
  freeze_id bigint not null,
  person_id integer not null,
  objection text not null,
  made_at timestamptz not null,
  answer text,
  answered_by integer,
  answered_at timestamptz,
  primary key (office_id, objection_id),
  unique (office_id, freeze_id, person_id),
  foreign key (office_id, freeze_id) references attendance_freeze,
  foreign key (office_id, person_id) references person,
  foreign key (office_id, answered_by) references person
);

-- 年度考核 (ATT-01c): the attendance part is the frozen year.
create table appraisal (
  office_id integer not null references office,
  year integer not null,
  person_id integer not null,
  grade text not null check (grade in ('优秀', '称职', '基本称职', '不称职', '不确定等次')),
  attendance text not null,
  freeze_id bigint not null,
  closed_by integer not null,
  closed_at timestamptz not null,
  primary key (office_id, year, person_id),
  foreign key (office_id, person_id) references person,
  foreign key (office_id, freeze_id) references attendance_freeze,
  foreign key (office_id, closed_by) references person
);

-- 通报处理 (ATT-08)
create table discipline_case (
  office_id integer not null references office,
  case_id bigint generated always as identity,
  noticed_on date not null,
  number text not null,
  body text not null,
  person_id integer not null,
  facts text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  criticism bytea,
  comment text,
  handed_in_at timestamptz,
  decision text,
  decided_by integer,
  decided_at timestamptz,
  primary key (office_id, case_id),
  unique (office_id, number, person_id),
  foreign key (office_id, person_id) references person,
  foreign key (office_id, recorded_by) references person,
  foreign key (office_id, decided_by) references person
);

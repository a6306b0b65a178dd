-- Half days are numbered from 2000-01-01: twice the day, plus one in the afternoon. A stretch of them is an int4range.

-- 工作年限 (ATT-05a): what 政工人事股 has settled; the newest line of a person counts.
create table service_record (
  office_id integer not null references office,
  record_id bigint generated always as identity,
  person_id integer not null,
  first_working_day date not null,
  deducted_months integer not null check (deducted_months >= 0),
  basis text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, record_id),
  foreign key (office_id, person_id) references person,
  foreign key (office_id, recorded_by) references person
);
create index service_record_newest on service_record (office_id, person_id, record_id desc);

-- 请假: what a matter asks for, from submission on; shortened by an early return, ended when the matter ends without leave.
create table leave (
  office_id integer not null references office,
  matter_id bigint not null,
  person_id integer not null,
  kind text not null check (kind in ('公休假', '病假', '事假', '婚假', '产假', '陪产假', '丧假', '其他假', '补休')),
  halves int4range not null check (not isempty(halves)),
  -- the last consent: half days begun before it are not covered unless accepted
  consented_at timestamptz,
  asked_at timestamptz not null,
  ended_at timestamptz,
  primary key (office_id, matter_id),
  foreign key (office_id, matter_id) references matter,
  foreign key (office_id, person_id) references person,
  -- nobody is on two leaves at once
  exclude using gist (office_id with =, person_id with =, halves with &&) where (ended_at is null)
);
create index leave_by_person on leave (office_id, person_id);

-- 请休假台账 (ATT-04a, ATT-07b): the line the office registers; what is registered again replaces the line before.
create table leave_line (
  office_id integer not null references office,
  line_id bigint generated always as identity,
  matter_id bigint not null,
  person_id integer not null,
  kind text not null,
  halves int4range not null check (not isempty(halves)),
  -- the part that counts as leave: begun after the consent, or accepted
  covered int4range not null,
  days numeric(5, 1) not null,
  registered_by integer not null,
  registered_at timestamptz not null,
  replaced_at timestamptz,
  primary key (office_id, line_id),
  foreign key (office_id, matter_id) references matter,
  foreign key (office_id, person_id) references person,
  foreign key (office_id, registered_by) references person,
  exclude using gist (office_id with =, person_id with =, halves with &&) where (replaced_at is null)
);
create unique index leave_line_standing on leave_line (office_id, matter_id) where replaced_at is null;

-- 认可 (ATT-04a): half days before the consent, accepted with a reason.
create table leave_acceptance (
  office_id integer not null references office,
  matter_id bigint not null,
  reason text not null,
  accepted_by integer not null,
  accepted_at timestamptz not null,
  primary key (office_id, matter_id),
  foreign key (office_id, matter_id) references matter,
  foreign key (office_id, accepted_by) references person
);

-- 销假 (ATT-04b)
create table leave_return (
  office_id integer not null references office,
  matter_id bigint not null,
  person_id integer not null,
  -- first half day back at work
  back_from integer not null,
  due_on date not null,
  late boolean not null,
  reported_at timestamptz not null,
  confirmed_by integer,
  confirmed_at timestamptz,
  primary key (office_id, matter_id),
  foreign key (office_id, matter_id) references matter,
  foreign key (office_id, person_id) references person,
  foreign key (office_id, confirmed_by) references person
);

-- 公休假摸底表 (ATT-05b): a new table of the year replaces the one before.
create table leave_plan (
  office_id integer not null references office,
  plan_id bigint generated always as identity,
  year integer not null,
  warnings jsonb not null,
  signed_by integer not null,
  signed_at timestamptz not null,
  primary key (office_id, plan_id),
  foreign key (office_id, signed_by) references person
);
create table leave_plan_line (
  office_id integer not null references office,
  plan_id bigint not null,
  person_id integer not null,
  entitlement numeric(4, 1) not null,
  wished text not null,
  planned int4multirange not null,
  primary key (office_id, plan_id, person_id),
  foreign key (office_id, plan_id) references leave_plan,
  foreign key (office_id, person_id) references person
);

-- 扣发工资 (ATT-05d): proposed by 政工人事股, in force when 财务股 confirms.
create table pay_deduction (
  office_id integer not null references office,
  deduction_id bigint generated always as identity,
  person_id integer not null,
  year integer not null,
  kinds jsonb not null,
  days_taken numeric(5, 1) not null,
  days_beyond numeric(5, 1) not null check (days_beyond > 0),
  daily_pay bigint not null check (daily_pay > 0),
  amount bigint not null check (amount >= 0),
  -- of the days beyond, those of 事假: they no longer count as leave with pay
  personal_days numeric(5, 1) not null,
  proposed_by integer not null,
  proposed_at timestamptz not null,
  confirmed_by integer,
  confirmed_at timestamptz,
  primary key (office_id, deduction_id),
  foreign key (office_id, person_id) references person,
  foreign key (office_id, proposed_by) references person,
  foreign key (office_id, confirmed_by) references person,
  check (confirmed_by <> proposed_by)
);

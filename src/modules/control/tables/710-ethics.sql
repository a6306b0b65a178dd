-- 廉政建设 (article 4).
create table education (
  office_id integer not null references office,
  education_id bigint generated always as identity,
  number text not null,
  sort text not null check (sort in ('廉政教育', '内控学习', '关键岗位培训', '专项活动')),
  held_on date not null,
  topic text not null,
  speaker text not null,
  attendees jsonb not null,
  material text,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, education_id),
  unique (office_id, number),
  foreign key (office_id, recorded_by) references person
);
-- 礼品: open until it is refused, returned or handed over; keeping it is no choice.
create table gift (
  office_id integer not null references office,
  gift_id bigint generated always as identity,
  number text not null,
  happened_on date not null,
  giver text not null,
  giver_unit text not null,
  sort text not null,
  description text not null,
  value bigint not null check (value >= 0),
  occasion text not null,
  receiver_id integer not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, gift_id),
  unique (office_id, number),
  foreign key (office_id, receiver_id) references person,
  foreign key (office_id, recorded_by) references person
);
create table gift_settlement (
  office_id integer not null references office,
  gift_settlement_id bigint generated always as identity,
  number text not null,
  fate text not null check (fate in ('拒收', '退还', '上交')),
  receipt text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, gift_settlement_id),
  unique (office_id, number),
  foreign key (office_id, recorded_by) references person
);
create table invitation (
  office_id integer not null references office,
  invitation_id bigint generated always as identity,
  number text not null,
  inviter text not null,
  relation text not null,
  occasion text not null,
  held_on date not null,
  decision text not null check (decision in ('谢绝', '参加')),
  reason text not null,
  warning text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, invitation_id),
  unique (office_id, number),
  foreign key (office_id, recorded_by) references person
);
create table hospitality (
  office_id integer not null references office,
  hospitality_id bigint generated always as identity,
  number text not null,
  trip text not null,
  above_standard boolean not null,
  kind text not null,
  host text not null,
  value bigint not null check (value >= 0),
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, hospitality_id),
  unique (office_id, number),
  foreign key (office_id, recorded_by) references person
);
create table works (
  office_id integer not null references office,
  works_id bigint generated always as identity,
  number text not null,
  name text not null,
  amount bigint not null check (amount >= 0),
  leader_id integer not null,
  supervisor_id integer not null,
  procedure text not null,
  basis text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, works_id),
  unique (office_id, number),
  foreign key (office_id, leader_id) references person,
  foreign key (office_id, supervisor_id) references person,
  foreign key (office_id, recorded_by) references person
);
create table works_notice (
  office_id integer not null references office,
  works_notice_id bigint generated always as identity,
  works_number text not null,
  stage text not null check (stage in ('启动', '授予')),
  place text not null,
  from_day date not null,
  until_day date not null,
  channel text not null,
  notice text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, works_notice_id),
  check (until_day >= from_day),
  foreign key (office_id, recorded_by) references person
);
create table works_objection (
  office_id integer not null references office,
  works_objection_id bigint generated always as identity,
  number text not null,
  works_number text not null,
  received_on date not null,
  objector text not null,
  content text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, works_objection_id),
  unique (office_id, number),
  foreign key (office_id, recorded_by) references person
);
create table works_objection_answer (
  office_id integer not null references office,
  works_objection_answer_id bigint generated always as identity,
  number text not null,
  answer text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, works_objection_answer_id),
  unique (office_id, number),
  foreign key (office_id, recorded_by) references person
);
create table works_contract (
  office_id integer not null references office,
  works_contract_id bigint generated always as identity,
  works_number text not null,
  contractor text not null,
  signed_on date not null,
  approved_on date not null,
  contract text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, works_contract_id),
  unique (office_id, works_number),
  foreign key (office_id, recorded_by) references person
);
-- 专项备案: a supplementary filing is a new line.
create table fund_filing (
  office_id integer not null references office,
  fund_filing_id bigint generated always as identity,
  project_id bigint not null,
  name text not null,
  source text not null,
  amount bigint not null check (amount > 0),
  purpose text not null,
  from_day date not null,
  until_day date not null,
  authority text not null,
  filed_on date not null,
  filing text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, fund_filing_id),
  check (until_day >= from_day),
  foreign key (office_id, recorded_by) references person
);
create index fund_filing_by_project on fund_filing (office_id, project_id, fund_filing_id desc);
create table fee (
  office_id integer not null references office,
  fee_id bigint generated always as identity,
  item text not null,
  price bigint not null check (price >= 0),
  basis text not null,
  from_day date not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, fee_id),
  foreign key (office_id, recorded_by) references person
);
create table fee_taken (
  office_id integer not null references office,
  fee_taken_id bigint generated always as identity,
  number text not null,
  item text not null,
  amount bigint not null check (amount > 0),
  payer text not null,
  receipt text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, fee_taken_id),
  unique (office_id, number),
  foreign key (office_id, recorded_by) references person
);
create table expected_income (
  office_id integer not null references office,
  expected_income_id bigint generated always as identity,
  number text not null,
  source text not null,
  amount bigint not null check (amount > 0),
  due_on date not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, expected_income_id),
  unique (office_id, number),
  foreign key (office_id, recorded_by) references person
);
create table circular (
  office_id integer not null references office,
  circular_id bigint generated always as identity,
  title text not null,
  issuer text not null,
  version integer not null,
  text text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, circular_id),
  unique (office_id, title, version),
  foreign key (office_id, recorded_by) references person
);
create table visit_report (
  office_id integer not null references office,
  visit_report_id bigint generated always as identity,
  number text not null,
  report text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, visit_report_id),
  unique (office_id, number),
  foreign key (office_id, recorded_by) references person
);

-- 银行对账, 会计基础检查, 票据领用, 会计政策, 资料保管, 预算.
create table reconciliation (
  office_id integer not null references office,
  reconciliation_id bigint generated always as identity,
  month text not null,
  account text not null,
  book_balance bigint not null,
  bank_balance bigint not null,
  explanation text not null,
  statement text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, reconciliation_id),
  unique (office_id, month, account),
  foreign key (office_id, recorded_by) references person
);
create table groundwork (
  office_id integer not null references office,
  groundwork_id bigint generated always as identity,
  month text not null,
  answers jsonb not null,
  measured jsonb not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, groundwork_id),
  unique (office_id, month),
  foreign key (office_id, recorded_by) references person
);
create table receipt_book (
  office_id integer not null references office,
  receipt_book_id bigint generated always as identity,
  number text not null,
  name text not null,
  first_number integer not null check (first_number > 0),
  last_number integer not null,
  holder_id integer not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, receipt_book_id),
  unique (office_id, number),
  check (last_number >= first_number),
  foreign key (office_id, holder_id) references person,
  foreign key (office_id, recorded_by) references person
);
create table receipt_account (
  office_id integer not null references office,
  receipt_account_id bigint generated always as identity,
  book_number text not null,
  used jsonb not null,
  void jsonb not null,
  in_stock jsonb not null,
  missing jsonb not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, receipt_account_id),
  foreign key (office_id, recorded_by) references person
);
create table accounting_policy (
  office_id integer not null references office,
  accounting_policy_id bigint generated always as identity,
  version integer not null,
  chart text not null,
  basis text not null,
  depreciation text not null,
  recognition text not null,
  closing text not null,
  correction text not null,
  from_day date not null,
  approval text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, accounting_policy_id),
  unique (office_id, version),
  foreign key (office_id, recorded_by) references person
);
create table record_set (
  office_id integer not null references office,
  record_set_id bigint generated always as identity,
  number text not null,
  name text not null,
  place text not null,
  booked integer not null check (booked >= 0),
  custodian_id integer not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, record_set_id),
  unique (office_id, number),
  foreign key (office_id, custodian_id) references person,
  foreign key (office_id, recorded_by) references person
);
-- 核对; with a receiver it is the handover to the next custodian
create table record_check (
  office_id integer not null references office,
  record_check_id bigint generated always as identity,
  set_number text not null,
  counted integer not null check (counted >= 0),
  explanation text not null,
  receiver_id integer,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, record_check_id),
  foreign key (office_id, recorded_by) references person
);
-- 会计记录使用: what was shown or given out, to whom and what for
create table record_use (
  office_id integer not null references office,
  record_use_id bigint generated always as identity,
  number text not null,
  set_number text not null,
  purpose text not null,
  used_by text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, record_use_id),
  unique (office_id, number),
  foreign key (office_id, recorded_by) references person
);
create table base_sheet (
  office_id integer not null references office,
  base_sheet_id bigint generated always as identity,
  year integer not null,
  sheet text not null check (sheet in ('人员', '编制', '资产', '车辆', '项目', '上年执行', '结转')),
  figures text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, base_sheet_id),
  foreign key (office_id, recorded_by) references person
);
-- 预算: set by a decision of the body, changed by another; the newest line of an item stands
create table budget_line (
  office_id integer not null references office,
  budget_line_id bigint generated always as identity,
  year integer not null,
  item text not null,
  amount bigint not null check (amount >= 0),
  basis text not null,
  matter_id bigint not null,
  recorded_at timestamptz not null,
  primary key (office_id, budget_line_id),
  foreign key (office_id, matter_id) references matter
);
create index budget_line_by_item on budget_line (office_id, year, item, budget_line_id desc);

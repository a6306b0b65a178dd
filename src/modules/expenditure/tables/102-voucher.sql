-- 支出凭证: one line per payment, never changed; a correction is a counter-entry (reverses).
create table voucher (
  office_id integer not null references office,
  voucher_id bigint generated always as identity,
  number text not null,
  book text not null check (book in ('机关', '工会')),
  matter_id bigint,
  reverses bigint,
  purpose text not null,
  payee text not null,
  category text not null,
  funding text not null,
  three_public text,
  union_purpose text check (union_purpose in ('教育培训', '工会活动', '其他')),
  amount bigint not null check (amount <> 0),
  personal bigint not null default 0 check (personal >= 0),
  payment_method text not null check (payment_method in ('现金', '公务卡', '银行转账')),
  reference text not null,
  spent_on date not null,
  paid_on date not null,
  paid_by integer not null,
  handler_id integer not null,
  department_id integer,
  unit_id integer,
  project_id bigint,
  exceptions jsonb not null default '[]',
  reason text,
  made_at timestamptz not null,
  primary key (office_id, voucher_id),
  unique (office_id, number),
  unique (office_id, reverses),
  foreign key (office_id, matter_id) references matter,
  foreign key (office_id, reverses) references voucher,
  foreign key (office_id, paid_by) references person,
  foreign key (office_id, handler_id) references person,
  check ((book = '工会') = (union_purpose is not null)),
  check (reverses is null or reason is not null)
);
create index voucher_by_day on voucher (office_id, paid_on, voucher_id);
create index voucher_by_matter on voucher (office_id, matter_id);
create index voucher_by_unit on voucher (office_id, unit_id, paid_on) where unit_id is not null;
create index voucher_by_project on voucher (office_id, project_id) where project_id is not null;

-- Claims to the same payee on the same day, and requests to the same payee by the same handler, are added up.
create index matter_by_payee on matter (office_id, kind, (facts ->> 'payee')) where kind in ('spending-request', 'claim', 'union-claim');

-- 指定采购人员 (FIN-02d), dated.
create table purchaser (
  office_id integer not null references office,
  designation_id bigint generated always as identity,
  person_id integer not null,
  designated_by text not null check (designated_by in ('办公室', '财务股')),
  from_day date not null,
  until_day date,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, designation_id),
  foreign key (office_id, person_id) references person,
  foreign key (office_id, recorded_by) references person,
  check (until_day is null or until_day > from_day)
);
create index purchaser_by_person on purchaser (office_id, person_id);

-- 先支后报 (FIN-02g): noted when the money is spent; the report is a spending-request.
create table advance_spending (
  office_id integer not null references office,
  advance_spending_id bigint generated always as identity,
  person_id integer not null,
  purpose text not null,
  payee text not null,
  amount bigint not null check (amount > 0),
  spent_on date not null,
  spent_time text,
  reason text not null,
  due_on date not null,
  noted_at timestamptz not null,
  report_matter_id bigint,
  reported_at timestamptz,
  answered_at timestamptz,
  primary key (office_id, advance_spending_id),
  unique (office_id, report_matter_id),
  foreign key (office_id, person_id) references person,
  foreign key (office_id, report_matter_id) references matter
);
create index advance_spending_by_person on advance_spending (office_id, person_id, advance_spending_id desc);

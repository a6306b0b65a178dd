-- 白条收款 (FIN5-05f): what came in on an IOU.
create table iou_payment (
  office_id integer not null references office,
  iou_payment_id bigint generated always as identity,
  iou_matter_id bigint not null,
  amount bigint not null check (amount > 0),
  paid_on date not null,
  receipt text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, iou_payment_id),
  foreign key (office_id, iou_matter_id) references matter (office_id, matter_id),
  foreign key (office_id, recorded_by) references person
);
create index iou_payment_by_matter on iou_payment (office_id, iou_matter_id);

-- 白条年终清理 (FIN5-05g): the deduction proposed for what was not collected, and the signature that decides it.
create table iou_deduction (
  office_id integer not null references office,
  iou_matter_id bigint not null,
  year integer not null,
  debt bigint not null check (debt > 0),
  responsible_id integer not null,
  from_deposit bigint not null check (from_deposit >= 0),
  from_pay bigint not null check (from_pay >= 0),
  proposed_by integer not null,
  proposed_at timestamptz not null,
  objection text,
  signed_by integer,
  signed_at timestamptz,
  primary key (office_id, iou_matter_id),
  check (from_deposit + from_pay = debt),
  foreign key (office_id, iou_matter_id) references matter (office_id, matter_id),
  foreign key (office_id, responsible_id) references person,
  foreign key (office_id, signed_by) references person
);

-- 借款核销 (FIN5-09c): a claim set off against an advance, and what was paid back. A claim is set off once.
create table advance_settlement (
  office_id integer not null references office,
  advance_settlement_id bigint generated always as identity,
  advance_matter_id bigint not null,
  claim_matter_id bigint,
  set_off bigint not null check (set_off >= 0),
  repaid bigint not null check (repaid >= 0),
  receipt text not null,
  settled_on date not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, advance_settlement_id),
  unique (office_id, claim_matter_id),
  check (set_off + repaid > 0),
  foreign key (office_id, advance_matter_id) references matter (office_id, matter_id),
  foreign key (office_id, claim_matter_id) references matter (office_id, matter_id),
  foreign key (office_id, recorded_by) references person
);
create index advance_settlement_by_advance on advance_settlement (office_id, advance_matter_id);

-- 月结 (FIN5-03a, FIN5-05h): opening + received - spent = closing, as counted.
create table month_closing (
  office_id integer not null references office,
  month text not null,
  opening bigint not null,
  received bigint not null,
  spent bigint not null,
  closing bigint not null,
  -- 变化、风险和建议 (FIN5-03c); 无 if there is nothing to say
  opinion text not null,
  closed_by integer not null,
  closed_at timestamptz not null,
  primary key (office_id, month),
  check (opening + received - spent = closing),
  foreign key (office_id, closed_by) references person
);

-- 月报送达 (FIN5-03b, FIN5-05h): one line per report and recipient.
create table report_delivery (
  office_id integer not null references office,
  report_delivery_id bigint generated always as identity,
  report text not null check (report in ('收支月报', '站所月报')),
  month text not null,
  recipient text not null,
  department_id integer,
  delivered_by integer not null,
  delivered_at timestamptz not null,
  primary key (office_id, report_delivery_id),
  unique nulls not distinct (office_id, report, month, recipient, department_id),
  foreign key (office_id, month) references month_closing,
  foreign key (office_id, department_id) references department,
  foreign key (office_id, delivered_by) references person
);

-- 站所室年终结算 (FIN5-06b).
create table unit_settlement (
  office_id integer not null references office,
  year integer not null,
  department_id integer not null,
  base bigint not null check (base >= 0),
  rate numeric(6, 2) not null check (rate >= 0),
  actual bigint not null,
  allowance bigint not null,
  saved bigint not null,
  overspent bigint not null,
  settled_by integer not null,
  settled_at timestamptz not null,
  primary key (office_id, year, department_id),
  foreign key (office_id, department_id) references department,
  foreign key (office_id, settled_by) references person
);

-- 现金损失 (FIN5-10c): what lay there overnight, the limit, what was lost, what is proposed against the keeper and what was decided.
create table cash_loss (
  office_id integer not null references office,
  cash_loss_id bigint generated always as identity,
  number text not null,
  happened_on date not null,
  overnight bigint not null check (overnight >= 0),
  cash_limit bigint not null,
  lost bigint not null check (lost > 0),
  keeper_id integer not null,
  facts text not null,
  proposed bigint not null check (proposed >= 0),
  reported_by integer not null,
  reported_at timestamptz not null,
  borne bigint,
  decision text,
  decided_by integer,
  decided_at timestamptz,
  primary key (office_id, cash_loss_id),
  unique (office_id, number),
  foreign key (office_id, keeper_id) references person,
  foreign key (office_id, decided_by) references person
);

-- 银行流水 (FIN-02c): lines of the bank's file; an outgoing line without voucher is an incident.
create table bank_line (
  office_id integer not null references office,
  bank_line_id bigint generated always as identity,
  account text not null,
  booked_on date not null,
  amount bigint not null check (amount > 0),
  counterparty text not null,
  reference text not null,
  summary text not null,
  voucher_id bigint,
  file bytea not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, bank_line_id),
  unique (office_id, account, reference, booked_on, amount),
  unique (office_id, voucher_id),
  foreign key (office_id, voucher_id) references voucher,
  foreign key (office_id, recorded_by) references person
);

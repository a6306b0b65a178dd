-- 历史支出台账: lines of ledgers kept before, each with the file and line it came from. They stand beside the vouchers and in no sum of theirs.
create table old_voucher (
  office_id integer not null references office,
  old_voucher_id bigint generated always as identity,
  number text not null,
  paid_on date not null,
  purpose text not null,
  payee text not null,
  category text not null,
  amount bigint not null check (amount > 0),
  payment_method text not null,
  handler text not null,
  approver text not null,
  -- what the regulation of its day says against it, as sentences
  findings text not null,
  import_batch bigint not null,
  import_line integer not null,
  primary key (office_id, old_voucher_id),
  unique (office_id, number, paid_on),
  foreign key (office_id, import_batch, import_line) references import_line
);
create index old_voucher_by_day on old_voucher (office_id, paid_on);

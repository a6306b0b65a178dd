-- 突击盘点 (FIN-04c): notes and coins counted unannounced, before a second person; the cashier signs, and may object.
create table cash_count (
  office_id integer not null references office,
  cash_count_id bigint generated always as identity,
  number text not null,
  counted_on date not null,
  counted_at text not null,
  counted bigint not null check (counted >= 0),
  book bigint not null,
  sheet bytea not null,
  remark text not null,
  witness_id integer not null,
  cashier_id integer not null,
  recorded_at timestamptz not null,
  objection text,
  signed_at timestamptz,
  primary key (office_id, cash_count_id),
  unique (office_id, number),
  foreign key (office_id, witness_id) references person,
  foreign key (office_id, cashier_id) references person,
  check (witness_id <> cashier_id)
);

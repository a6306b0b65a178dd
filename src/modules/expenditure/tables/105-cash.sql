-- 现金收付的范围和时间 (FIN-04a): the office's own setting; without it the cash desk does not open.
create table cash_desk (
  office_id integer not null references office,
  purposes jsonb not null,
  hours jsonb not null,
  set_by integer not null,
  set_at timestamptz not null,
  primary key (office_id),
  foreign key (office_id, set_by) references person
);

-- 现金日记账 (FIN-04d, FIN5-10a): one line per movement, never changed.
create table cash_entry (
  office_id integer not null references office,
  cash_entry_id bigint generated always as identity,
  number text not null,
  booked_on date not null,
  booked_at text not null,
  movement text not null check (movement in ('结算', '存入', '支拨', '转借')),
  direction smallint not null check (direction in (1, -1)),
  amount bigint not null check (amount > 0),
  counterpart text not null,
  summary text not null,
  purpose text not null,
  document text not null,
  account text,
  both_signed boolean not null,
  signed_at timestamptz,
  cashier_id integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, cash_entry_id),
  unique (office_id, number),
  foreign key (office_id, cashier_id) references person
);
create index cash_entry_by_day on cash_entry (office_id, booked_on);

-- 现金日结: counted money against the book.
create table cash_day (
  office_id integer not null references office,
  day date not null,
  counted bigint not null check (counted >= 0),
  book bigint not null,
  closed_by integer not null,
  closed_at timestamptz not null,
  late boolean not null,
  exceptions jsonb not null default '[]',
  primary key (office_id, day),
  foreign key (office_id, closed_by) references person
);

-- 放行: a refusal of the cash desk lifted for one day by the post its clause names.
create table cash_release (
  office_id integer not null references office,
  day date not null,
  code text not null,
  reason text not null,
  released_by integer not null,
  released_at timestamptz not null,
  primary key (office_id, day, code),
  foreign key (office_id, released_by) references person
);

-- 短款 (FIN-04c): what was missing when the money was counted; for the discipline leader.
create table cash_shortage (
  office_id integer not null references office,
  shortage_id bigint generated always as identity,
  day date not null,
  counted bigint not null,
  book bigint not null,
  explanation text not null,
  reported_by integer not null,
  reported_at timestamptz not null,
  primary key (office_id, shortage_id),
  foreign key (office_id, reported_by) references person
);

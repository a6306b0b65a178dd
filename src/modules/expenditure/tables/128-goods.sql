-- 物品收发 (FIN5-05h): goods of the stations, one line per movement, never changed.
create table goods_entry (
  office_id integer not null references office,
  goods_entry_id bigint generated always as identity,
  number text not null,
  booked_on date not null,
  department_id integer not null,
  item text not null,
  direction smallint not null check (direction in (1, -1)),
  quantity integer not null check (quantity > 0),
  counterpart text not null,
  document text not null,
  keeper_id integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, goods_entry_id),
  unique (office_id, number),
  foreign key (office_id, department_id) references department,
  foreign key (office_id, keeper_id) references person
);
create index goods_entry_by_item on goods_entry (office_id, department_id, item, booked_on);

-- 物品盘点: what was there at the end of a month; counted again, the last count stands.
create table goods_count (
  office_id integer not null references office,
  goods_count_id bigint generated always as identity,
  month text not null,
  department_id integer not null,
  item text not null,
  counted integer not null check (counted >= 0),
  remark text not null,
  counted_by integer not null,
  counted_at timestamptz not null,
  primary key (office_id, goods_count_id),
  foreign key (office_id, department_id) references department,
  foreign key (office_id, counted_by) references person
);
create index goods_count_latest on goods_count (office_id, month, department_id, item, goods_count_id desc);

-- 保险柜 (FIN5-10a): where it stands and who holds its keys, from a day on; the last line stands.
create table cash_safe (
  office_id integer not null references office,
  cash_safe_id bigint generated always as identity,
  location text not null,
  key_holders integer[] not null check (cardinality(key_holders) > 0),
  from_day date not null,
  registered_by integer not null,
  registered_at timestamptz not null,
  primary key (office_id, cash_safe_id),
  foreign key (office_id, registered_by) references person
);

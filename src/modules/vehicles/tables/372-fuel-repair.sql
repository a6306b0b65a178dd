-- 加油登记 (VEH-06a, VEH-06c), and what the oil company's list says of its own.
create table vehicle_fuelling (
  office_id integer not null references office,
  fuelling_id bigint generated always as identity,
  vehicle_id bigint not null,
  card_id bigint,
  fuelled_on date not null,
  station text not null,
  -- hundredths of a litre
  litres integer not null check (litres > 0),
  amount bigint not null check (amount > 0),
  odometer integer not null,
  method text not null check (method in ('油卡', '公务卡', '现金')),
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, fuelling_id),
  foreign key (office_id, vehicle_id) references vehicle,
  foreign key (office_id, card_id) references vehicle_card,
  foreign key (office_id, recorded_by) references person
);

create table card_transaction (
  office_id integer not null references office,
  transaction_id bigint generated always as identity,
  card_number text not null,
  plate text not null,
  at_day date not null,
  amount bigint not null,
  -- the card is, on that day, the card of that plate
  matches boolean not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, transaction_id),
  unique (office_id, card_number, plate, at_day, amount),
  foreign key (office_id, recorded_by) references person
);

-- 充值 (VEH-06b).
create table card_top_up (
  office_id integer not null references office,
  top_up_id bigint generated always as identity,
  card_id bigint not null,
  amount bigint not null check (amount > 0),
  topped_on date not null,
  method text not null,
  voucher text not null,
  request_matter_id bigint,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, top_up_id),
  foreign key (office_id, card_id) references vehicle_card,
  foreign key (office_id, request_matter_id) references matter (office_id, matter_id),
  foreign key (office_id, recorded_by) references person
);

-- 定点维修点 (VEH-07a).
create table repair_shop (
  office_id integer not null references office,
  shop_id bigint generated always as identity,
  name text not null,
  from_day date not null,
  until_day date,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, shop_id),
  foreign key (office_id, recorded_by) references person,
  exclude using gist (office_id with =, name with =, daterange(from_day, until_day) with &&)
);

-- 维修验收 (VEH-07a): once per approved repair; what is claimed must rest on it.
create table vehicle_repair (
  office_id integer not null references office,
  repair_id bigint generated always as identity,
  matter_id bigint not null,
  vehicle_id bigint not null,
  sort text not null,
  items text not null,
  shop text not null,
  finished_on date not null,
  odometer integer not null,
  amount bigint not null check (amount > 0),
  invoice text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, repair_id),
  unique (office_id, matter_id),
  foreign key (office_id, matter_id) references matter,
  foreign key (office_id, vehicle_id) references vehicle,
  foreign key (office_id, recorded_by) references person
);

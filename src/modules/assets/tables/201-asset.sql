-- 资产台账 (FIN-05a): one line per asset; every change is a movement (FIN-05e), the line shows where it stands now.
create table asset (
  office_id integer not null references office,
  asset_id bigint generated always as identity,
  number text not null,
  name text not null,
  category text not null,
  specification text not null default '',
  quantity integer not null check (quantity > 0),
  original_value bigint not null check (original_value >= 0),
  fixed boolean not null,
  acquired_on date not null,
  source text not null,
  place text not null,
  user_id integer not null,
  keeper_id integer not null,
  state text not null check (state in ('在用', '在库', '已变卖', '已报废', '已调出', '已丢失')),
  version integer not null default 1,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, asset_id),
  unique (office_id, number),
  foreign key (office_id, user_id) references person,
  foreign key (office_id, keeper_id) references person,
  foreign key (office_id, recorded_by) references person
);

-- 资产增减: acquisition, transfer, sale, scrapping, loss; value at original value.
create table asset_movement (
  office_id integer not null references office,
  movement_id bigint generated always as identity,
  asset_id bigint not null,
  moved_on date not null,
  direction smallint not null check (direction in (1, -1)),
  quantity integer not null check (quantity > 0),
  value bigint not null check (value >= 0),
  reason text not null,
  document text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, movement_id),
  foreign key (office_id, asset_id) references asset,
  foreign key (office_id, recorded_by) references person
);
create index asset_movement_by_day on asset_movement (office_id, moved_on);

-- 资产清查 (FIN-05b): every item of the ledger marked, signed as a whole.
create table stocktake (
  office_id integer not null references office,
  stocktake_id bigint generated always as identity,
  year integer not null,
  report bytea not null,
  signed_by integer not null,
  signed_at timestamptz not null,
  primary key (office_id, stocktake_id),
  unique (office_id, year),
  foreign key (office_id, signed_by) references person
);
create table stocktake_line (
  office_id integer not null references office,
  stocktake_id bigint not null,
  asset_id bigint not null,
  found text not null check (found in ('相符', '缺失', '损坏', '盘盈')),
  remark text not null default '',
  primary key (office_id, stocktake_id, asset_id),
  foreign key (office_id, stocktake_id) references stocktake,
  foreign key (office_id, asset_id) references asset
);

-- 损坏丢失处理 (FIN-05c).
create table asset_damage (
  office_id integer not null references office,
  damage_id bigint generated always as identity,
  asset_id bigint not null,
  happened_on date not null,
  cause text not null check (cause in ('人为', '非人为')),
  facts text not null,
  responsible_id integer not null,
  statement text not null default '',
  amount bigint not null check (amount >= 0),
  value_basis text not null,
  decision text not null,
  decided_on date not null,
  receipt text,
  settled_at timestamptz,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, damage_id),
  foreign key (office_id, asset_id) references asset,
  foreign key (office_id, responsible_id) references person,
  foreign key (office_id, recorded_by) references person
);

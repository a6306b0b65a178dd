-- 资产调配 (FIN-05a, FIN-05c): who used and kept an asset, and where, from which day; the ledger shows where it is now.
create table asset_placement (
  office_id integer not null references office,
  asset_placement_id bigint generated always as identity,
  asset_id bigint not null,
  from_day date not null,
  user_id integer not null,
  keeper_id integer not null,
  place text not null,
  state text not null check (state in ('在用', '在库')),
  reason text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, asset_placement_id),
  foreign key (office_id, asset_id) references asset,
  foreign key (office_id, user_id) references person,
  foreign key (office_id, keeper_id) references person,
  foreign key (office_id, recorded_by) references person
);
create index asset_placement_by_day on asset_placement (office_id, asset_id, from_day desc, asset_placement_id desc);
-- Nothing was moved before; an asset that has left was in use.
insert into asset_placement (office_id, asset_id, from_day, user_id, keeper_id, place, state, reason, recorded_by, recorded_at)
  select office_id, asset_id, acquired_on, user_id, keeper_id, place, case state when '在库' then '在库' else '在用' end, '登记', recorded_by, recorded_at from asset order by office_id, asset_id;

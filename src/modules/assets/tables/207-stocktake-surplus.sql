-- 盘盈 (FIN-05b): what a stocktake found and the ledger does not know.
create table stocktake_surplus (
  office_id integer not null references office,
  stocktake_surplus_id bigint generated always as identity,
  stocktake_id bigint not null,
  name text not null,
  quantity integer not null check (quantity > 0),
  place text not null,
  remark text not null,
  primary key (office_id, stocktake_surplus_id),
  foreign key (office_id, stocktake_id) references stocktake
);

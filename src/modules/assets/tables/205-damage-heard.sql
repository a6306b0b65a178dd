-- 损坏丢失 (FIN-05c): reported first, decided after the person responsible could say what he has to say.
alter table asset_damage alter column cause drop not null;
alter table asset_damage alter column amount drop not null;
alter table asset_damage alter column value_basis drop not null;
alter table asset_damage alter column decision drop not null;
alter table asset_damage alter column decided_on drop not null;
alter table asset_damage add column decided_by integer, add column unheard text,
  add foreign key (office_id, decided_by) references person,
  add check ((decision is null) = (cause is null) and (decision is null) = (amount is null) and (decision is null) = (decided_on is null) and (decision is null) = (value_basis is null)),
  add check (cause = '人为' or amount = 0 or decided_by is null);

-- 责任人陈述: his own words, added to and never changed. What 财务股 wrote down for him before stays where it was.
create table asset_damage_statement (
  office_id integer not null references office,
  statement_id bigint generated always as identity,
  damage_id bigint not null,
  statement text not null,
  stated_at timestamptz not null,
  primary key (office_id, statement_id),
  foreign key (office_id, damage_id) references asset_damage
);
create index asset_damage_statement_by_damage on asset_damage_statement (office_id, damage_id);

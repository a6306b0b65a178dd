-- 台账交接 (FIN-05a): the counted list handed from one keeper of the ledger to the next, with both signatures.
create table ledger_handover (
  office_id integer not null references office,
  ledger_handover_id bigint generated always as identity,
  from_person_id integer not null,
  to_person_id integer not null,
  -- who signs in place of a keeper who has left the office
  witness_id integer,
  handed_by integer not null,
  handed_at timestamptz not null,
  taken_at timestamptz,
  primary key (office_id, ledger_handover_id),
  foreign key (office_id, from_person_id) references person,
  foreign key (office_id, to_person_id) references person,
  foreign key (office_id, handed_by) references person
);
create unique index ledger_handover_open on ledger_handover (office_id) where taken_at is null;

create table ledger_handover_line (
  office_id integer not null references office,
  ledger_handover_id bigint not null,
  asset_id bigint not null,
  counted integer not null check (counted >= 0),
  remark text not null default '',
  primary key (office_id, ledger_handover_id, asset_id),
  foreign key (office_id, ledger_handover_id) references ledger_handover,
  foreign key (office_id, asset_id) references asset
);

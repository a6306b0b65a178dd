-- 国密签名 of the heads of the log beside Ed25519: each change is a new row, the newest is in force; none means Ed25519 alone.
create table log_signature (
  office_id integer not null references office,
  change_id integer generated always as identity,
  national boolean not null,
  reason text not null,
  set_by integer not null,
  set_at timestamptz not null,
  primary key (office_id, change_id),
  foreign key (office_id, set_by) references person
);

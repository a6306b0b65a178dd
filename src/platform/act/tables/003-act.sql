-- Replays: the answer already given to a person's key, so that a repeated request changes nothing twice.
create table act_key (
  office_id integer not null references office,
  person_id integer not null,
  key text not null,
  verb text not null,
  input_digest bytea not null,
  answer jsonb not null,
  at timestamptz not null,
  primary key (office_id, person_id, key)
);

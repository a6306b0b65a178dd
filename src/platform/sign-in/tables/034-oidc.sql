-- Returns from the office's directory (OIDC): a state is taken once.
create table oidc_return (
  office_id integer not null references office,
  state_hash bytea not null,
  at timestamptz not null,
  primary key (office_id, state_hash)
);

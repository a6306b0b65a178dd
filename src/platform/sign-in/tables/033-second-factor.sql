-- 动态口令: the secret is sealed with a key outside the database; last_step: no code is taken twice.
create table totp_factor (
  office_id integer not null,
  totp_id integer generated always as identity,
  person_id integer not null,
  secret text not null,
  made_at timestamptz not null,
  confirmed_at timestamptz,
  last_step bigint,
  ended_at timestamptz,
  primary key (office_id, totp_id),
  foreign key (office_id, person_id) references person
);
create unique index one_totp_in_use on totp_factor (office_id, person_id) where confirmed_at is not null and ended_at is null;

create table recovery_code (
  office_id integer not null,
  code_hash bytea not null,
  person_id integer not null,
  made_at timestamptz not null,
  used_at timestamptz,
  ended_at timestamptz,
  primary key (office_id, code_hash),
  foreign key (office_id, person_id) references person
);
create index recovery_code_by_person on recovery_code (office_id, person_id);

create table passkey (
  office_id integer not null,
  passkey_id integer generated always as identity,
  person_id integer not null,
  credential_id text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  rp_id text not null,
  name text not null,
  made_at timestamptz not null,
  last_used_at timestamptz,
  ended_at timestamptz,
  primary key (office_id, passkey_id),
  unique (office_id, credential_id),
  foreign key (office_id, person_id) references person
);
create index passkey_by_person on passkey (office_id, person_id);

-- 重置双因素: asked for by one officer, confirmed by another; neither is the person himself.
create table factor_reset (
  office_id integer not null,
  reset_id integer generated always as identity,
  person_id integer not null,
  reason text not null,
  asked_by integer not null,
  asked_at timestamptz not null,
  confirmed_by integer,
  confirmed_at timestamptz,
  primary key (office_id, reset_id),
  foreign key (office_id, person_id) references person,
  foreign key (office_id, asked_by) references person,
  foreign key (office_id, confirmed_by) references person,
  check (asked_by <> person_id and confirmed_by <> person_id and confirmed_by <> asked_by),
  check ((confirmed_by is null) = (confirmed_at is null))
);
create unique index one_open_reset on factor_reset (office_id, person_id) where confirmed_at is null;

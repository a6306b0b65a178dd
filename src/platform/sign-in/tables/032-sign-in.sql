-- 登录与账号设置: each change is a new row, the newest is in force. What a policy says stands in sign-in/contract-policy.ts.
create table sign_in_policy (
  office_id integer not null references office,
  policy_id integer generated always as identity,
  policy jsonb not null,
  reason text not null,
  set_by integer not null,
  set_at timestamptz not null,
  primary key (office_id, policy_id),
  foreign key (office_id, set_by) references person
);

-- password_due: somebody else knows the password, so it is changed at the next sign-in.
alter table person
  add column password_set_at timestamptz,
  add column password_due text check (password_due in ('initial', 'reset')),
  add column last_signed_in_at timestamptz;
update person set password_set_at = now() where password is not null;

create table password_history (
  office_id integer not null,
  history_id integer generated always as identity,
  person_id integer not null,
  password text not null,
  set_at timestamptz not null,
  primary key (office_id, history_id),
  foreign key (office_id, person_id) references person
);
create index password_history_by_person on password_history (office_id, person_id, history_id);

-- 停用: an account nobody used for long; ended by the security officer with a reason.
create table account_lock (
  office_id integer not null,
  lock_id integer generated always as identity,
  person_id integer not null,
  locked_at timestamptz not null,
  ended_at timestamptz,
  ended_by integer,
  reason text,
  primary key (office_id, lock_id),
  foreign key (office_id, person_id) references person,
  foreign key (office_id, ended_by) references person,
  check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (reason is null)),
  check (ended_by <> person_id)
);
create unique index one_open_lock on account_lock (office_id, person_id) where ended_at is null;

-- awaits: what is still missing before the session is one. challenge: of the passkey ceremony under way, one at a time.
alter table session
  add column signed_in_by text not null default 'password' check (signed_in_by in ('password', 'sample', 'oidc')),
  add column awaits text check (awaits in ('factor', 'enrolment', 'password')),
  add column idle_minutes integer not null default 30 check (idle_minutes > 0),
  add column challenge text;
create index session_live on session (office_id, person_id) where ended_at is null;

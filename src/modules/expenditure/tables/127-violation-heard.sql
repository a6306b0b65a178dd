-- 违规事项 (FIN-08): what the case was opened from, the person's own words, and why he said none.
alter table violation add column ground text, add column unheard text;
-- A case that opens by itself has no gravity before it is decided (FIN5-10b).
alter table violation alter column gravity drop not null;
alter table violation add check (decision is null or gravity is not null);
create unique index violation_of_ground on violation (office_id, ground, person_id) where ground is not null;

create table violation_statement (
  office_id integer not null references office,
  statement_id bigint generated always as identity,
  violation_id bigint not null,
  statement text not null,
  stated_at timestamptz not null,
  primary key (office_id, statement_id),
  foreign key (office_id, violation_id) references violation
);
create index violation_statement_by_violation on violation_statement (office_id, violation_id);

-- 异常存款单 (FIN5-10b): public money that was put on an account the office does not have; the case it opened.
create table deposit_slip (
  office_id integer not null references office,
  deposit_slip_id bigint generated always as identity,
  account text not null,
  amount bigint not null check (amount > 0),
  deposited_on date not null,
  depositor_id integer not null,
  slip bytea not null,
  violation_id bigint not null,
  reported_by integer not null,
  reported_at timestamptz not null,
  primary key (office_id, deposit_slip_id),
  unique (office_id, violation_id),
  foreign key (office_id, depositor_id) references person,
  foreign key (office_id, violation_id) references violation,
  foreign key (office_id, reported_by) references person
);

-- 被拒绝的办理: who tried what and why it was refused. Written after the act was rolled back, never changed.
create table refused_attempt (
  office_id integer not null references office,
  attempt_id bigint generated always as identity,
  person_id integer,
  verb text not null,
  about text not null,
  code text not null,
  sentence text not null,
  at timestamptz not null,
  primary key (office_id, attempt_id)
);
create index refused_attempt_by_person on refused_attempt (office_id, person_id, at);

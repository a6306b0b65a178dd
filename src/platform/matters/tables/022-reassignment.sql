-- 改派: a rescue. One person asks, with the reason, that an open step wait for a named person; another, different person confirms. It decides nothing.
create table reassignment (
  office_id integer not null,
  reassignment_id bigint generated always as identity,
  matter_id bigint not null,
  round integer not null,
  step integer not null,
  to_person_id integer not null,
  reason text not null,
  asked_by integer not null,
  asked_at timestamptz not null,
  confirmed_by integer,
  confirmed_at timestamptz,
  primary key (office_id, reassignment_id),
  foreign key (office_id, matter_id, round, step) references matter_step (office_id, matter_id, round, step),
  foreign key (office_id, to_person_id) references person (office_id, person_id),
  foreign key (office_id, asked_by) references person (office_id, person_id),
  foreign key (office_id, confirmed_by) references person (office_id, person_id),
  check ((confirmed_by is null) = (confirmed_at is null)),
  check (confirmed_by <> asked_by and to_person_id <> asked_by and to_person_id is distinct from confirmed_by)
);
create index reassignment_of_matter on reassignment (office_id, matter_id);

-- Where people and things are, from when to when: written by the modules when a matter is approved, read by all of them.
create table agenda_entry (
  office_id integer not null references office,
  entry_id bigint generated always as identity,
  sort text not null check (sort in ('出差', '休假', '外出', '值班', '接待', '用车')),
  -- as everybody in the office may read it
  title text not null,
  -- one of the two: a person, or a thing by its name (车牌号)
  person_id integer,
  resource text,
  from_at timestamptz not null,
  until_at timestamptz not null,
  matter_id bigint,
  made_at timestamptz not null,
  -- taken back, or shortened: from then on the entry no longer stands
  ended_at timestamptz,
  primary key (office_id, entry_id),
  foreign key (office_id, person_id) references person (office_id, person_id),
  foreign key (office_id, matter_id) references matter (office_id, matter_id),
  check (num_nonnulls(person_id, resource) = 1),
  check (until_at > from_at)
);
create index agenda_by_person on agenda_entry (office_id, person_id, from_at) where ended_at is null;
create index agenda_by_resource on agenda_entry (office_id, resource, from_at) where ended_at is null;
create index agenda_by_day on agenda_entry (office_id, from_at) where ended_at is null;
create index agenda_by_matter on agenda_entry (office_id, matter_id) where matter_id is not null;

-- A case changed hands because its handler no longer holds the post it is handled from (ETH-10b).
create table case_succession (
  office_id integer not null references office,
  case_succession_id bigint generated always as identity,
  case_number text not null,
  from_person_id integer not null,
  to_person_id integer not null,
  passed_at timestamptz not null,
  primary key (office_id, case_succession_id),
  foreign key (office_id, from_person_id) references person,
  foreign key (office_id, to_person_id) references person
);
create index case_succession_by_case on case_succession (office_id, case_number);

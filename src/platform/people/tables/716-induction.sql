-- 岗前培训 (ICF-02.2c): what somebody was trained for before he first used an authority: a class of business, or a whole post. Only added to.
create table induction (
  office_id integer not null references office,
  induction_id bigint generated always as identity,
  person_id integer not null,
  -- one of the two is empty
  business_class text not null default '',
  post text not null default '',
  trained_on date not null,
  -- null where the section in charge has vouched for it
  trainer_id integer,
  content text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, induction_id),
  check ((business_class = '') <> (post = '')),
  foreign key (office_id, person_id) references person,
  foreign key (office_id, trainer_id) references person (office_id, person_id),
  foreign key (office_id, recorded_by) references person (office_id, person_id)
);
create index induction_of_person on induction (office_id, person_id);

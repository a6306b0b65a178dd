-- Who is away from when to when: nobody is on two trips at once. A changed or ended trip ends its lines and, where it stands, writes new ones.
create table trip_traveller (
  office_id integer not null references office,
  trip_traveller_id bigint generated always as identity,
  trip_matter_id bigint not null,
  person_id integer not null,
  away tstzrange not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  primary key (office_id, trip_traveller_id),
  foreign key (office_id, trip_matter_id) references matter,
  foreign key (office_id, person_id) references person,
  exclude using gist (office_id with =, person_id with =, away with &&) where (ended_at is null)
);
create index trip_traveller_by_trip on trip_traveller (office_id, trip_matter_id);

-- 备案: the signed 出差审批单 in the files of 办公室, with its number.
create table trip_filing (
  office_id integer not null references office,
  trip_matter_id bigint not null,
  sheet_matter_id bigint not null,
  number text not null,
  filed_at timestamptz not null,
  primary key (office_id, trip_matter_id),
  unique (office_id, number),
  foreign key (office_id, trip_matter_id) references matter,
  foreign key (office_id, sheet_matter_id) references matter
);

-- What was left of the advances of a trip once its claim had set them off, paid back.
create table trip_repayment (
  office_id integer not null references office,
  claim_matter_id bigint not null,
  amount bigint not null check (amount > 0),
  receipt text not null check (receipt <> ''),
  paid_on date not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, claim_matter_id),
  foreign key (office_id, claim_matter_id) references matter,
  foreign key (office_id, recorded_by) references person
);

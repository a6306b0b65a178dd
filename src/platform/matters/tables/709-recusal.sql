-- 申报回避: whoever was to act on a matter says that he or a relative has an interest in it. He becomes a party; the step asks for others.
create table recusal (
  office_id integer not null references office,
  recusal_id bigint generated always as identity,
  matter_id bigint not null,
  person_id integer not null,
  relation text not null,
  recorded_at timestamptz not null,
  primary key (office_id, recusal_id),
  unique (office_id, matter_id, person_id),
  foreign key (office_id, matter_id) references matter,
  foreign key (office_id, person_id) references person
);

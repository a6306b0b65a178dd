-- 迎检包: which clauses and days somebody asked to be shown, and the seed the sample was drawn by. What it holds is worked out when it is taken out.
create table inspection_pack (
  office_id integer not null references office,
  pack_id bigint generated always as identity,
  number text not null,
  clauses text[] not null check (cardinality(clauses) between 1 and 50),
  from_day date not null,
  -- last day
  until_day date not null,
  sample integer not null check (sample between 0 and 200),
  seed text not null,
  made_by integer not null,
  made_at timestamptz not null,
  primary key (office_id, pack_id),
  unique (office_id, number),
  foreign key (office_id, made_by) references person (office_id, person_id),
  check (until_day >= from_day)
);

-- 抽查: the draw of a month with its seed, and what was found. Anybody with the seed draws the same items again.
create table sample (
  office_id integer not null references office,
  sample_id bigint generated always as identity,
  number text not null,
  month text not null,
  seed text not null,
  population integer not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, sample_id),
  unique (office_id, number),
  unique (office_id, month),
  foreign key (office_id, recorded_by) references person
);
create table sample_item (
  office_id integer not null references office,
  sample_item_id bigint generated always as identity,
  sample_number text not null,
  matter_id bigint not null,
  why text not null check (why in ('金额', '例外', '随机')),
  checker_id integer,
  primary key (office_id, sample_item_id),
  unique (office_id, sample_number, matter_id),
  foreign key (office_id, matter_id) references matter
);
create table sample_check (
  office_id integer not null references office,
  sample_check_id bigint generated always as identity,
  sample_number text not null,
  matter_id bigint not null,
  result text not null check (result in ('合格', '问题')),
  note text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, sample_check_id),
  unique (office_id, sample_number, matter_id),
  foreign key (office_id, recorded_by) references person
);

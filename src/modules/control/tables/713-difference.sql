-- 自动查对的差异: what two books say differently, found at night; explained by its owner, or gone once the books agree.
create table difference (
  office_id integer not null references office,
  difference_id bigint generated always as identity,
  number text not null,
  check_name text not null,
  about text not null,
  sentence text not null,
  owner_post text not null,
  found_on date not null,
  ended_on date,
  ended_as text check (ended_as in ('已说明', '已消除')),
  explanation text,
  explained_by integer,
  recorded_at timestamptz not null,
  primary key (office_id, difference_id),
  unique (office_id, number),
  foreign key (office_id, explained_by) references person,
  check ((ended_on is null) = (ended_as is null)),
  check ((ended_as = '已说明') = (explanation is not null))
);
-- explained once is explained; what had gone may be found again
create unique index difference_standing on difference (office_id, check_name, about) where ended_as is distinct from '已消除';

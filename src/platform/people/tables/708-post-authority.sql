-- 一般授权: up to what amount whoever holds a post may sign. Never above what the regulations let the post sign; ended, never changed.
create table post_authority (
  office_id integer not null references office,
  post_authority_id bigint generated always as identity,
  number text not null,
  post text not null,
  ceiling bigint not null check (ceiling > 0),
  from_day date not null,
  until_day date,
  responsibility text not null,
  basis text not null,
  granted_by integer not null,
  granted_at timestamptz not null,
  primary key (office_id, post_authority_id),
  unique (office_id, number),
  foreign key (office_id, post) references post,
  foreign key (office_id, granted_by) references person,
  check (until_day is null or until_day > from_day),
  exclude using gist (office_id with =, post with =, (daterange(from_day, until_day, '[)')) with &&)
);
create trigger authority_changes_staff after insert or update or delete on post_authority for each row execute function staff_changed();

-- An office is a tenant. The only table, with migration, setup_link and invoice_lock, whose key is not led by another office_id.
create table office (
  office_id integer generated always as identity primary key,
  key text not null unique,
  name text not null,
  started_on date not null,
  sample boolean not null default false,
  created_at timestamptz not null default now()
);

create table setup_link (
  token_hash bytea primary key,
  made_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);

create table department (
  office_id integer not null references office,
  department_id integer generated always as identity,
  name text not null,
  kind text not null check (kind in ('局领导', '股室', '站所室', '局属单位')),
  from_day date not null,
  until_day date,
  primary key (office_id, department_id),
  unique (office_id, name)
);

create table person (
  office_id integer not null references office,
  person_id integer generated always as identity,
  name text not null,
  pinyin text not null,
  department_id integer,
  rank text,
  login_name text not null,
  password text,
  failed_sign_ins integer not null default 0,
  locked_until timestamptz,
  joined_on date not null,
  left_on date,
  primary key (office_id, person_id),
  unique (office_id, login_name),
  foreign key (office_id, department_id) references department
);

create table post (
  office_id integer not null references office,
  post text not null,
  superior text,
  sole boolean not null default false,
  collective boolean not null default false,
  primary key (office_id, post)
);

-- Who holds which post, from when to when. department_id is the portfolio (分管) or the section headed; null for the whole office.
create table post_holding (
  office_id integer not null,
  holding_id integer generated always as identity,
  post text not null,
  person_id integer not null,
  department_id integer,
  sole boolean not null,
  from_day date not null,
  until_day date,
  period daterange generated always as (daterange(from_day, until_day, '[)')) stored,
  given_by integer,
  primary key (office_id, holding_id),
  foreign key (office_id, post) references post,
  foreign key (office_id, person_id) references person,
  foreign key (office_id, department_id) references department,
  check (until_day is null or until_day > from_day),
  -- 独任: nobody else holds the post on the same day
  exclude using gist (office_id with =, post with =, (coalesce(department_id, 0)) with =, period with &&) where (sole)
);
create index post_holding_by_person on post_holding (office_id, person_id);
create index post_holding_by_post on post_holding (office_id, post);

-- 代理: a dated written delegation of a post.
create table cover (
  office_id integer not null,
  cover_id integer generated always as identity,
  post text not null,
  absent_person_id integer not null,
  cover_person_id integer not null,
  from_day date not null,
  until_day date not null,
  reason text not null,
  granted_by integer not null,
  granted_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (office_id, cover_id),
  foreign key (office_id, post) references post,
  foreign key (office_id, absent_person_id) references person,
  foreign key (office_id, cover_person_id) references person,
  check (until_day > from_day),
  check (absent_person_id <> cover_person_id)
);

create table session (
  office_id integer not null,
  token_hash bytea not null,
  person_id integer not null,
  made_at timestamptz not null,
  seen_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz,
  client text not null,
  primary key (office_id, token_hash),
  foreign key (office_id, person_id) references person
);

-- 收入登记 (FIN-02a, FIN5-05a): gross, into an official account, before anything is spent of it. Appropriations are income too.
create table income (
  office_id integer not null references office,
  income_id bigint generated always as identity,
  number text not null,
  source text not null,
  funding text not null,
  book text not null check (book in ('机关', '工会')),
  amount bigint not null check (amount > 0),
  account text not null,
  received_on date not null,
  unit_id integer,
  project_id bigint,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, income_id),
  unique (office_id, number),
  foreign key (office_id, unit_id) references department,
  foreign key (office_id, recorded_by) references person
);
create index income_by_unit on income (office_id, unit_id);

-- 专项 (FIN5-05b): money with a purpose, and the categories that serve it.
create table project (
  office_id integer not null references office,
  project_id bigint generated always as identity,
  name text not null,
  categories jsonb not null,
  opened_by integer not null,
  opened_at timestamptz not null,
  primary key (office_id, project_id),
  unique (office_id, name)
);
alter table income add foreign key (office_id, project_id) references project;

-- 公款账户 (FIN5-10b): the only accounts public money may lie on.
create table official_account (
  office_id integer not null references office,
  account text not null,
  bank text not null,
  registered_by integer not null,
  registered_at timestamptz not null,
  closed_on date,
  primary key (office_id, account)
);

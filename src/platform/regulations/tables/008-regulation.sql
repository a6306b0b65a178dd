-- Packs in force in an office, whole and dated. source is the YAML as published.
create table regulation (
  office_id integer not null references office,
  title text not null,
  version text not null,
  field text not null,
  effective date not null,
  until_day date,
  digest bytea not null,
  source text not null,
  published_at timestamptz not null,
  published_by integer,
  primary key (office_id, title, version)
);

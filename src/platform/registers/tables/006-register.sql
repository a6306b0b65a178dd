-- Gap-free numbers: the counter, and what became of each number. A gap is a record with a reason, never a hole.
create table series (
  office_id integer not null references office,
  series text not null,
  year integer not null,
  last_number integer not null,
  primary key (office_id, series, year)
);
create table series_number (
  office_id integer not null,
  series text not null,
  year integer not null,
  number integer not null,
  state text not null check (state in ('used', 'void')),
  subject_kind text not null,
  subject_id text not null,
  reason text,
  at timestamptz not null,
  primary key (office_id, series, year, number)
);
create index series_number_by_subject on series_number (office_id, subject_kind, subject_id);

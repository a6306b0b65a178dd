-- 旧台账导入: a file is staged with a verdict on every line; what is accepted says for ever where it came from.
create table import_batch (
  office_id integer not null references office,
  batch_id bigint generated always as identity,
  number text not null,
  register text not null,
  -- SHA-256 of the file
  file bytea not null,
  state text not null check (state in ('staged', 'accepted', 'discarded')),
  staged_by integer not null,
  staged_at timestamptz not null,
  ended_by integer,
  ended_at timestamptz,
  reason text not null default '',
  primary key (office_id, batch_id),
  unique (office_id, number),
  foreign key (office_id, staged_by) references person (office_id, person_id),
  foreign key (office_id, ended_by) references person (office_id, person_id)
);
-- The same file is taken into a register once.
create unique index import_of_file on import_batch (office_id, register, file) where state = 'accepted';

create table import_line (
  office_id integer not null references office,
  batch_id bigint not null,
  -- line of the sheet
  line integer not null,
  cells jsonb not null,
  verdict text not null check (verdict in ('good', 'doubtful', 'bad')),
  -- [{ sentence, clause }]
  findings jsonb not null,
  taken boolean not null default false,
  primary key (office_id, batch_id, line),
  foreign key (office_id, batch_id) references import_batch,
  check (not (taken and verdict = 'bad'))
);

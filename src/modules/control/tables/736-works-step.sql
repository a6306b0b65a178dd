-- 发包程序的步骤 (ETH-07a): done in the order of the chosen procedure, each with its document.
create table works_step (
  office_id integer not null references office,
  works_step_id bigint generated always as identity,
  works_number text not null,
  step text not null,
  document text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, works_step_id),
  unique (office_id, works_number, step),
  foreign key (office_id, recorded_by) references person
);

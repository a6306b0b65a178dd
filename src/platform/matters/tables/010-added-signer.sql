-- 加签: a step somebody on the route added for a named person. place is the order of the route; step only names the step.
alter table matter_step add column place double precision;
update matter_step set place = step;
alter table matter_step alter column place set not null;
alter table matter_step add column person_id integer;
alter table matter_step add column added_by integer;
alter table matter_step add foreign key (office_id, person_id) references person (office_id, person_id);
alter table matter_step add foreign key (office_id, added_by) references person (office_id, person_id);
alter table matter_step drop constraint matter_step_verdict_check;
-- dissented: 会签 with an opinion of one's own; the matter goes on, the dissent stays on paper
alter table matter_step add constraint matter_step_verdict_check check (verdict in ('agreed', 'refused', 'returned', 'noted', 'dissented'));

-- 已阅: when a person first opened a matter.
create table matter_reading (
  office_id integer not null references office,
  matter_id bigint not null,
  person_id integer not null,
  read_at timestamptz not null,
  primary key (office_id, matter_id, person_id),
  foreign key (office_id, matter_id) references matter,
  foreign key (office_id, person_id) references person
);

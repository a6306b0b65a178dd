-- 依据复核 (ICF-03.1c): what is to become of each regulation, or clause, that names a rule which has changed.
alter table law_change add column number text;
alter table law_change alter column number type text using law_change_id::text; -- filled in by `using`: an update would see the rows of no office
alter table law_change alter column number set not null;
alter table law_change add unique (office_id, number);
create table basis_review (
  office_id integer not null references office,
  basis_review_id bigint generated always as identity,
  change_number text not null,
  regulation text not null,
  -- id of the clause that names the rule itself; empty for the regulation as a whole
  clause text not null default '',
  conclusion text not null check (conclusion in ('保留', '修订')),
  note text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, basis_review_id),
  unique (office_id, change_number, regulation, clause),
  foreign key (office_id, change_number) references law_change (office_id, number),
  foreign key (office_id, recorded_by) references person
);
-- 控制评审 (ICF-03.2r): once a year, and again for a change of organisation or law; with the runs of the year as the records have them.
alter table control_review add column change text not null default '';
alter table control_review add column runs integer;
alter table control_review drop constraint control_review_office_id_number_year_key;
alter table control_review add unique (office_id, number, year, change);
-- 内控评价 (ICF-03.3b): what is said of a section is answered by its head.
create table evaluation_answer (
  office_id integer not null references office,
  evaluation_answer_id bigint generated always as identity,
  department_id integer not null,
  year integer not null,
  agreed boolean not null,
  remark text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, evaluation_answer_id),
  unique (office_id, department_id, year),
  foreign key (office_id, department_id, year) references control_evaluation (office_id, department_id, year),
  foreign key (office_id, recorded_by) references person
);
-- 凭证装订 (ICF-03.4a): the month whose vouchers a set of records holds
alter table record_set add column month text;

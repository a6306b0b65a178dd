-- 会计科目 (ICF-03.2h): the accounts of a version of the policy, each with the categories of spending and the funds that are entered under it.
create table account_title (
  office_id integer not null references office,
  account_title_id bigint generated always as identity,
  policy_version integer not null,
  code text not null,
  name text not null,
  items jsonb not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, account_title_id),
  unique (office_id, policy_version, code),
  foreign key (office_id, policy_version) references accounting_policy (office_id, version),
  foreign key (office_id, recorded_by) references person
);

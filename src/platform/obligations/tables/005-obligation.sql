-- 义务: opened by rules, closed on evidence only. occasion makes opening idempotent: one duty, one subject, one period.
create table obligation (
  office_id integer not null references office,
  obligation_id bigint generated always as identity,
  duty text not null,
  occasion text not null,
  clause jsonb not null,
  sentence text not null,
  subject_kind text,
  subject_id text,
  owner_person_id integer,
  owner_post text,
  opened_on date not null,
  remind_on date,
  due_on date not null,
  provisional boolean not null default false,
  evidence jsonb not null,
  report_to jsonb not null,
  state text not null check (state in ('open', 'discharged', 'waived', 'lapsed')),
  reported_overdue_at timestamptz,
  ended_at timestamptz,
  ended_by integer,
  ended_with jsonb,
  primary key (office_id, obligation_id),
  unique (office_id, duty, occasion),
  check ((owner_person_id is null) <> (owner_post is null))
);
create index obligation_due on obligation (office_id, due_on) where state = 'open';
create index obligation_by_subject on obligation (office_id, subject_kind, subject_id);

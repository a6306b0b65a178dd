-- 事项: one piece of business. facts is the module's form as validated by its contract; version is the optimistic lock.
create table matter (
  office_id integer not null references office,
  matter_id bigint generated always as identity,
  kind text not null,
  number text,
  title text not null,
  state text not null check (state in ('draft', 'in_review', 'returned', 'approved', 'refused', 'withdrawn', 'void', 'closed')),
  handler_id integer not null,
  department_id integer,
  facts jsonb not null,
  -- amount the rules judge by, in fen; null where the kind has none
  amount bigint,
  fact_day date not null,
  round integer not null default 0,
  version integer not null default 1,
  linked_matter_id bigint,
  made_at timestamptz not null,
  submitted_at timestamptz,
  ended_at timestamptz,
  primary key (office_id, matter_id),
  unique (office_id, number),
  foreign key (office_id, handler_id) references person (office_id, person_id),
  foreign key (office_id, linked_matter_id) references matter (office_id, matter_id)
);
create index matter_by_handler on matter (office_id, handler_id, matter_id desc);
create index matter_by_kind on matter (office_id, kind, matter_id desc);
create index matter_by_link on matter (office_id, linked_matter_id) where linked_matter_id is not null;

-- Everybody with an interest: handler, payee, beneficiary, witness. None of them acts on the matter (R3).
create table matter_party (
  office_id integer not null,
  matter_id bigint not null,
  person_id integer not null,
  role text not null check (role in ('经办人', '收款人', '受益人', '证明人')),
  primary key (office_id, matter_id, person_id, role),
  foreign key (office_id, matter_id) references matter,
  foreign key (office_id, person_id) references person
);

-- The decision behind each submission and each recomputation, whole: question, facts, answer, reasons, pack digest.
create table matter_decision (
  office_id integer not null,
  matter_id bigint not null,
  round integer not null,
  decision jsonb not null,
  at timestamptz not null,
  primary key (office_id, matter_id, round),
  foreign key (office_id, matter_id) references matter
);

-- 路径: the steps of a round in order. A step signed for unchanged facts is carried into the next round.
create table matter_step (
  office_id integer not null,
  matter_id bigint not null,
  round integer not null,
  step integer not null,
  act text not null,
  asked_post text not null,
  post text not null,
  state text not null check (state in ('waiting', 'open', 'done', 'lapsed')),
  reasons jsonb not null,
  clause jsonb not null,
  acted_by integer,
  acted_at timestamptz,
  cover_for integer,
  verdict text check (verdict in ('agreed', 'refused', 'returned', 'noted')),
  remark text,
  resolution_id bigint,
  opened_at timestamptz,
  primary key (office_id, matter_id, round, step),
  foreign key (office_id, matter_id) references matter,
  foreign key (office_id, acted_by) references person (office_id, person_id)
);

-- Who may act on an open step: the to-do list. Rows exist only while the step is open.
create table todo (
  office_id integer not null,
  person_id integer not null,
  matter_id bigint not null,
  round integer not null,
  step integer not null,
  cover_for integer,
  opened_at timestamptz not null,
  primary key (office_id, person_id, matter_id, round, step),
  foreign key (office_id, matter_id, round, step) references matter_step
);
create index todo_newest on todo (office_id, person_id, opened_at desc, matter_id desc);

-- A recorded decision of a collective body (局务会, 局长办公会议) on one item.
create table resolution (
  office_id integer not null,
  resolution_id bigint generated always as identity,
  body text not null,
  met_on date not null,
  item text not null,
  agreed boolean not null,
  amount bigint,
  minutes_reference text not null,
  present jsonb not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, resolution_id)
);

create table matter_file (
  office_id integer not null,
  matter_id bigint not null,
  evidence text not null,
  digest bytea not null,
  name text not null,
  added_by integer not null,
  added_at timestamptz not null,
  primary key (office_id, matter_id, evidence, digest),
  foreign key (office_id, matter_id) references matter
);

-- A refusal lifted by the post the clause names, with its reason. Listed in the exceptions report. It covers the form it was given for
-- (form_digest, SHA-256 of the canonical form): a changed form asks again.
create table release (
  office_id integer not null,
  release_id bigint generated always as identity,
  matter_id bigint not null,
  code text not null,
  clause jsonb not null,
  sentence text not null,
  reason text not null,
  releasable_by text not null,
  form_digest bytea not null,
  asked_at timestamptz not null,
  asked_by integer not null,
  released_by integer,
  released_at timestamptz,
  primary key (office_id, release_id),
  foreign key (office_id, matter_id) references matter
);

create table notice (
  office_id integer not null references office,
  notice_id bigint generated always as identity,
  person_id integer not null,
  sentence text not null,
  subject_kind text not null,
  subject_id text not null,
  made_at timestamptz not null,
  read_at timestamptz,
  primary key (office_id, notice_id),
  foreign key (office_id, person_id) references person
);
create index notice_unread on notice (office_id, person_id, notice_id desc) where read_at is null;

-- 制度新版: submitted by one, published or rejected by another. source is the YAML, original the issued document.
create table regulation_draft (
  office_id integer not null references office,
  regulation_draft_id bigint generated always as identity,
  title text not null,
  version text not null,
  field text not null,
  effective date not null,
  digest bytea not null,
  source text not null,
  issuer text not null,
  document_number text not null,
  original bytea not null,
  submitted_by integer not null,
  submitted_at timestamptz not null,
  decided_by integer,
  decided_at timestamptz,
  published boolean,
  reason text,
  primary key (office_id, regulation_draft_id),
  check ((decided_at is null) = (published is null)),
  check (decided_by is distinct from submitted_by or not published),
  foreign key (office_id, submitted_by) references person,
  foreign key (office_id, decided_by) references person
);
create unique index regulation_draft_open on regulation_draft (office_id, title) where decided_at is null;

alter table regulation add column issuer text;
alter table regulation add column document_number text;
alter table regulation add column original bytea;

-- 代理 within limits: for some kinds of matter, up to a ceiling in fen, opened by a matter (an approved leave) and ended with it.
alter table cover add column kinds text[] check (cardinality(kinds) > 0);
alter table cover add column ceiling bigint check (ceiling >= 0);
alter table cover add column source_matter_id bigint;
alter table cover add foreign key (office_id, source_matter_id) references matter (office_id, matter_id);
-- one cover of a post at a time
alter table cover add exclude using gist (office_id with =, post with =, absent_person_id with =, daterange(from_day, until_day, '[)') with &&) where (ended_at is null);
create index cover_by_source on cover (office_id, source_matter_id) where source_matter_id is not null;

-- What the posts of a regulation keep apart (分离), as published: one row a member of each rule.
create table separation (
  office_id integer not null,
  title text not null,
  version text not null,
  name text not null,
  member text not null,
  clause jsonb not null,
  primary key (office_id, title, version, name, member),
  foreign key (office_id, title, version) references regulation
);

-- Open steps are looked for among the matters in review, not among all there ever were.
create index matter_in_review on matter (office_id, matter_id) where state = 'in_review';

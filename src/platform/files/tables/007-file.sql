-- Evidence by content: the digest is SHA-256 of the bytes as they arrived; the bytes lie in the folder store.
create table file (
  office_id integer not null references office,
  digest bytea not null,
  size bigint not null,
  media_type text not null,
  name text not null,
  read_as jsonb,
  added_by integer not null,
  added_at timestamptz not null,
  primary key (office_id, digest)
);

-- The tamper-evident log: one Merkle tree per office (RFC 9162). body is canonical JSON (RFC 8785), leaf its RFC 9162 leaf hash.
create table log_entry (
  office_id integer not null references office,
  entry_id bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  person_id integer,
  verb text not null,
  subject_kind text not null,
  subject_id text not null,
  body text not null,
  leaf bytea not null,
  primary key (office_id, entry_id)
);
create index log_entry_by_subject on log_entry (office_id, subject_kind, subject_id, entry_id);

-- Position of each entry in the tree, given by the sealer after commit.
create table log_leaf (
  office_id integer not null,
  leaf_index bigint not null,
  entry_id bigint not null,
  leaf bytea not null,
  primary key (office_id, leaf_index),
  unique (office_id, entry_id)
);

-- Complete subtrees of 256 hashes (C2SP tlog-tiles), kept so that proofs need no full pass.
create table log_tile (
  office_id integer not null,
  level integer not null,
  tile_index bigint not null,
  hashes bytea not null,
  primary key (office_id, level, tile_index)
);

-- Signed tree heads in C2SP tlog-checkpoint format. sealed_to: every transaction below it is in the tree.
create table log_checkpoint (
  office_id integer not null,
  size bigint not null,
  root bytea not null,
  note text not null,
  sealed_to xid8 not null,
  at timestamptz not null,
  primary key (office_id, size)
);

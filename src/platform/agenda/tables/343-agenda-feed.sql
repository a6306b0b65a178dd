-- A secret address at which a calendar program reads one's own agenda; only its hash is stored.
create table agenda_feed (
  office_id integer not null references office,
  token_hash bytea not null,
  person_id integer not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  primary key (office_id, token_hash),
  foreign key (office_id, person_id) references person (office_id, person_id)
);
-- one address at a time: a new one ends the one before
create unique index agenda_feed_standing on agenda_feed (office_id, person_id) where ended_at is null;

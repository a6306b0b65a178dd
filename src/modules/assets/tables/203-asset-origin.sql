-- Where an asset's line came from, if it was taken over from an old ledger.
alter table asset add column import_batch bigint, add column import_line integer,
  add foreign key (office_id, import_batch, import_line) references import_line;

-- The sealer asks for what came since the last seal, by transaction: without this it reads the whole log each time.
create index log_entry_by_transaction on log_entry (office_id, xid);

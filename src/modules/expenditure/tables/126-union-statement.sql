-- 工会经费通报 (FIN-06e): made from the union's books when it is published, and kept as published; other disclosures are files.
alter table disclosure alter column document drop not null;
alter table disclosure add column statement jsonb;
-- ones published before are files
alter table disclosure add constraint disclosure_of_something check (document is not null or statement is not null);

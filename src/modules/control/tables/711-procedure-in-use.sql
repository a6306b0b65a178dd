-- A procedure is in use for one version of the regulation its question stands in.
alter table business_procedure add column pack text not null default '';
create index business_procedure_by_class on business_procedure (office_id, business_class, question, pack);

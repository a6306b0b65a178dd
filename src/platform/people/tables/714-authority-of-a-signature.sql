-- 授权 (内控制度二.1): by which authority a step was signed; and a special authority is for one matter, used up by the signature.
alter table matter_step add column authority text;
alter table special_authority add column matter_id bigint;
alter table special_authority add foreign key (office_id, matter_id) references matter (office_id, matter_id);
create index special_authority_of_person on special_authority (office_id, person_id) where matter_id is not null;
alter table special_authority_use add column matter_id bigint;
create index special_authority_use_by_matter on special_authority_use (office_id, matter_id) where matter_id is not null;
create trigger special_authority_changes_staff after insert or update or delete on special_authority for each row execute function staff_changed();
create trigger special_authority_use_changes_staff after insert or update or delete on special_authority_use for each row execute function staff_changed();

-- A department may be founded again under the name of one that was ended; on any one day a name means one of them.
alter table department drop constraint department_office_id_name_key;
alter table department add constraint one_name_a_day exclude using gist (office_id with =, name with =, (daterange(from_day, until_day, '[)')) with &&);
alter table department add constraint department_ends_after_it_began check (until_day is null or until_day > from_day);

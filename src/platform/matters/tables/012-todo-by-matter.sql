-- Every act asks for the to-dos of a matter, every person for his own: the key is led by the matter, todo_newest by the person.
alter table todo drop constraint todo_pkey;
alter table todo add primary key (office_id, matter_id, round, step, person_id);

-- Releases are asked for by matter.
create index release_by_matter on release (office_id, matter_id);

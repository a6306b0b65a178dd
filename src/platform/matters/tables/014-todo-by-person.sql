-- The to-do list comes by matter, newest first; nothing asks for it by the moment it was opened.
drop index todo_newest;
create index todo_by_person on todo (office_id, person_id, matter_id);

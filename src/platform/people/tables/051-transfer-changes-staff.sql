-- The section somebody works in belongs to the staff of a day: whoever reviews is of another section than the handler, so a transfer counts at once.
drop trigger person_changes_staff on person;
create trigger person_changes_staff after update of name, left_on, department_id on person for each row execute function staff_changed();

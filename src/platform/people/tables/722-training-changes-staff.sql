-- Whoever is trained may sign: what is remembered of newcomers is read anew.
create trigger induction_changes_staff after insert on induction for each row execute function staff_changed();

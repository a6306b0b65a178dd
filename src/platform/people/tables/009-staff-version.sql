-- Counts every change of posts, holdings, covers and names, so that whoever has read the staff knows whether it still stands. A number
-- to compare and nothing else: no rule hangs on it.
alter table office add column staff_version bigint not null default 1;

create function staff_changed() returns trigger language plpgsql security definer set search_path = public as $$
begin
  update office set staff_version = staff_version + 1 where office_id = coalesce(new.office_id, old.office_id);
  return null;
end $$;

create trigger post_changes_staff after insert or update or delete on post for each row execute function staff_changed();
create trigger holding_changes_staff after insert or update or delete on post_holding for each row execute function staff_changed();
create trigger cover_changes_staff after insert or update or delete on cover for each row execute function staff_changed();
create trigger person_changes_staff after update of name, left_on on person for each row execute function staff_changed();

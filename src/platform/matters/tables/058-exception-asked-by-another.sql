-- 例外: nobody asks for himself. What was granted before stays as it is.
alter table duty_exception add constraint duty_exception_not_for_asker check (asked_by <> person_id) not valid;

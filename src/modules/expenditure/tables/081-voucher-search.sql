-- Payments of before the search. A database that is new, or older than one of the tables, comes to this file before the table.
do $$ begin
  if to_regclass('voucher') is not null then
    insert into search_tail (office_id, subject, subject_id, text)
    select office_id, 'voucher', voucher_id, folded(concat_ws(E'\n', number, purpose, payee)) from voucher;
  end if;
  if to_regclass('old_voucher') is not null then
    insert into search_tail (office_id, subject, subject_id, text)
    select office_id, 'old-voucher', old_voucher_id, folded(concat_ws(E'\n', number, purpose, payee)) from old_voucher;
  end if;
end $$;

-- Vouchers of before the search. On an empty database this file comes before the tables.
do $$ begin
  if to_regclass('voucher') is not null then
    insert into search_tail (office_id, subject, subject_id, text)
    select office_id, 'voucher', voucher_id, folded(concat_ws(E'\n', number, purpose, payee)) from voucher;
    insert into search_tail (office_id, subject, subject_id, text)
    select office_id, 'old-voucher', old_voucher_id, folded(concat_ws(E'\n', number, purpose, payee)) from old_voucher;
  end if;
end $$;

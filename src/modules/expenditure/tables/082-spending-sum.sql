-- What was paid, month by month, kept by the statement that writes a payment: the dashboard costs the same however many payments there are. Payments take turns for their number,
-- so none waits longer for this. On an empty database this file comes before the payments.
create table spending_sum (
  office_id integer not null references office,
  month date not null check (extract(day from month) = 1),
  book text not null,
  category text not null,
  -- 三公归类; empty where it is none
  three_public text not null,
  funding text not null,
  fen bigint not null,
  payments bigint not null,
  primary key (office_id, month, book, category, three_public, funding)
);
do $$ begin
  if to_regclass('voucher') is not null then
    insert into spending_sum (office_id, month, book, category, three_public, funding, fen, payments)
    select office_id, date_trunc('month', paid_on)::date, book, category, coalesce(three_public, ''), funding, sum(amount), count(*) from voucher group by 1, 2, 3, 4, 5, 6;
  end if;
end $$;

-- 凭证种类 (ICF-03.2d): each with its form and the fields that are always filled in. Books are of one sort and one year, and follow each other without a gap.
create table voucher_type (
  office_id integer not null references office,
  voucher_type_id bigint generated always as identity,
  name text not null,
  sort text not null check (sort in ('财政票据', '税务发票', '自制凭证')),
  fields jsonb not null,
  form text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, voucher_type_id),
  unique (office_id, name),
  foreign key (office_id, recorded_by) references person
);
alter table receipt_book add column year integer;
update receipt_book set year = extract(year from recorded_at at time zone 'Asia/Shanghai');
alter table receipt_book alter column year set not null;
create index receipt_book_by_name on receipt_book (office_id, name, year, last_number);
-- numbers that stand on two sheets
alter table receipt_account add column doubled jsonb not null default '[]';
-- the sheet a fee was receipted on; fees of before named it in words alone
alter table fee_taken add column book_number text;
alter table fee_taken add column receipt_number integer;
create unique index fee_taken_by_receipt on fee_taken (office_id, book_number, receipt_number);

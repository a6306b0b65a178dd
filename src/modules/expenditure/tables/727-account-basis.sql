-- 开户依据 (ICF-03.1a): the decision an account was opened on; null for accounts of before. A payment names the account it left.
alter table official_account add column basis text;
alter table voucher add column account text not null default '';
alter table official_account add column official_account_id bigint generated always as identity;

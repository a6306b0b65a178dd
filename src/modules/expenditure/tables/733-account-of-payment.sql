-- What an account is for and who allowed it to be opened (ETH-03c). Accounts registered before that was asked have neither.
alter table official_account add column purpose text not null default '';
alter table official_account add column approval text not null default '';
-- The account a payment left; null for cash, and for what was paid before it was asked.
alter table voucher add column account text;
-- Registers are paged by a number.
alter table official_account add column official_account_id bigint generated always as identity;

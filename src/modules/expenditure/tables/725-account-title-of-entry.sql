-- The account an entry was made under (ICF-03.2h), as the chart of its day has it; empty where the office has none. A month is closed under a version of the accounting policy.
alter table voucher add column account_title text not null default '';
alter table income add column account_title text not null default '';
alter table month_closing add column policy_version integer;

-- 公款账户 (FIN5-10b, ICF-03.2o): since when it is the office's, and what the body decided; unknown for those registered before.
alter table official_account add column opened_on date, add column decision text, add check (closed_on is null or opened_on is null or closed_on >= opened_on);

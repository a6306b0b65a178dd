-- 放行的期限 (ICF-03.2k): a refusal that was lifted is refused again after this day, unless the matter was filed meanwhile; null where the office sets none.
alter table release add column until_day date;

-- What an approved matter is paid as (收款人, 类别, 资金来源 …); null where it is not paid on.
alter table matter add column payment jsonb;

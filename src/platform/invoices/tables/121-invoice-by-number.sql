-- An invoice is told from every other by its number alone, letters and figures only: who calls it another kind of voucher uses it no second time.
-- Of numbers that were taken twice under two kinds the paid one keeps it, else the first.
delete from invoice_lock l using (
  select issuer_kind, number, row_number() over (
    partition by upper(regexp_replace(number, '[^0-9A-Za-z]', '', 'g')) order by paid_at nulls last, locked_at, issuer_kind, number) as rank
  from invoice_lock) r
where r.issuer_kind = l.issuer_kind and r.number = l.number and r.rank > 1;
drop function invoices_taken(text[], text[], bigint);
drop function lock_invoices(text[], text[], bigint, timestamptz);
alter table invoice_lock drop constraint invoice_lock_pkey;
alter table invoice_lock drop column issuer_kind;
update invoice_lock set number = upper(regexp_replace(number, '[^0-9A-Za-z]', '', 'g'));
alter table invoice_lock add primary key (number);

-- The numbers that are taken by another matter than the one asking; matter_id is null where another office holds it.
create function invoices_taken(numbers text[], asking bigint)
returns table (number text, matter_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select l.number, case when l.held_by = o.office_id then l.matter_id end
  from (select distinct unnest(numbers) as number) asked
  join public.invoice_lock l using (number)
  cross join (select nullif(current_setting('app.office_id', true), '')::integer as office_id) o
  where (l.held_by, l.matter_id) is distinct from (o.office_id, asking)
$$;

-- Takes the numbers for a matter of the office at work; answers with those it could not take. A second submitter waits here for the first.
create function lock_invoices(numbers text[], asking bigint, at timestamptz)
returns table (number text, matter_id bigint)
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  insert into public.invoice_lock (number, held_by, matter_id, locked_at)
  select a.num, current_setting('app.office_id')::integer, asking, at from (select distinct unnest(numbers) as num) a order by a.num
  on conflict do nothing;
  return query select t.number, t.matter_id from public.invoices_taken(numbers, asking) t;
end
$$;

-- What electronic invoices say of themselves is looked up by number.
create index file_by_invoice on file (office_id, (read_as ->> 'number')) where read_as is not null;

-- An invoice is used once, for ever, in whatever office: the only table of the module that is not led by an office. Nobody reads it;
-- the functions below answer with the claim for the asking office's own numbers and with nothing but "taken" for all others.
create table invoice_lock (
  issuer_kind text not null,
  number text not null,
  held_by integer not null references office,
  matter_id bigint not null,
  locked_at timestamptz not null,
  paid_at timestamptz,
  primary key (issuer_kind, number)
);
create index invoice_lock_by_matter on invoice_lock (held_by, matter_id);
-- No policy: the application's role sees no row. The owner, in whose name the functions run, is not bound.
alter table invoice_lock enable row level security;

-- The numbers that are taken by another matter than the one asking; matter_id is null where another office holds it.
create function invoices_taken(kinds text[], numbers text[], asking bigint)
returns table (issuer_kind text, number text, matter_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select l.issuer_kind, l.number, case when l.held_by = o.office_id then l.matter_id end
  from unnest(kinds, numbers) as asked (issuer_kind, number)
  join public.invoice_lock l using (issuer_kind, number)
  cross join (select nullif(current_setting('app.office_id', true), '')::integer as office_id) o
  where (l.held_by, l.matter_id) is distinct from (o.office_id, asking)
$$;

-- Takes the numbers for a matter of the office at work; answers with those it could not take. A second submitter waits here for the first.
create function lock_invoices(kinds text[], numbers text[], asking bigint, at timestamptz)
returns table (issuer_kind text, number text, matter_id bigint)
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  insert into public.invoice_lock (issuer_kind, number, held_by, matter_id, locked_at)
  select a.kind, a.num, current_setting('app.office_id')::integer, asking, at
  from (select distinct unnest(kinds) as kind, unnest(numbers) as num) a order by a.kind, a.num
  on conflict do nothing;
  return query select t.issuer_kind, t.number, t.matter_id from public.invoices_taken(kinds, numbers, asking) t;
end
$$;

-- Gives back what a matter of the office at work holds and has not been paid on.
create function release_invoices(asking bigint) returns void
language sql volatile security definer set search_path = pg_catalog, public as $$
  delete from public.invoice_lock
  where held_by = current_setting('app.office_id')::integer and matter_id = asking and paid_at is null
$$;

-- Kept for ever from the payment on.
create function keep_invoices(asking bigint, at timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog, public as $$
  update public.invoice_lock set paid_at = at
  where held_by = current_setting('app.office_id')::integer and matter_id = asking and paid_at is null
$$;

-- 票证领用 (FIN5-05d): paid by the hand that keeps money, receipted by the books, handed out by whoever keeps goods – each with its own time.
alter table ticket_issue alter column issued_by drop not null;
alter table ticket_issue alter column issued_at drop not null;
alter table ticket_issue
  add column paid_reference text, add column paid_by integer, add column paid_at timestamptz,
  add column receipted_by integer, add column receipted_at timestamptz,
  add foreign key (office_id, paid_by) references person,
  add foreign key (office_id, receipted_by) references person,
  add check (issued_at is not null or paid_at is not null),
  add check (receipted_at is null or (paid_at is not null and receipt is not null)),
  add check (issued_at is null or paid_at is null or receipted_at is not null);

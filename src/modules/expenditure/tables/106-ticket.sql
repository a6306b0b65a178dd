-- 票证领用台账 (FIN5-05d): paid, receipted, handed out – in this order, or on an IOU signed before.
create table ticket_issue (
  office_id integer not null references office,
  ticket_issue_id bigint generated always as identity,
  number text not null,
  item text not null,
  number_range text not null,
  quantity integer not null check (quantity > 0),
  unit_price bigint not null check (unit_price > 0),
  receiver text not null,
  receipt text,
  iou_matter_id bigint,
  issued_by integer not null,
  issued_at timestamptz not null,
  primary key (office_id, ticket_issue_id),
  unique (office_id, number),
  foreign key (office_id, iou_matter_id) references matter,
  foreign key (office_id, issued_by) references person
);

-- What is published (ETH-08b): the yearly figures of the three public funds and of administrative expenses are published too.
alter table disclosure drop constraint disclosure_content_check;
alter table disclosure add constraint disclosure_content_check check (content in ('工会经费收支', '资金使用情况', '下一年预算计划', '三公经费', '行政经费', '其他'));
-- A figure published otherwise than the books have it, with the reason; the newest counts, the books stay as they are.
create table disclosed_figure (
  office_id integer not null references office,
  disclosed_figure_id bigint generated always as identity,
  report text not null check (report in ('三公经费', '行政经费')),
  year integer not null,
  line text not null,
  booked bigint not null,
  amount bigint not null check (amount >= 0),
  reason text not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, disclosed_figure_id),
  foreign key (office_id, recorded_by) references person
);
create index disclosed_figure_by_line on disclosed_figure (office_id, report, year, line, disclosed_figure_id desc);

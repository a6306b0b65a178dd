-- 外部审计 (ICF-03.2j): by whom, by whose order; its report, and the day it bears.
alter table audit add column firm text not null default '';
alter table audit add column ordered_by text not null default '';
alter table audit add column report text;
alter table audit add column reported_on date;
update audit set reported_on = (reported_at at time zone 'Asia/Shanghai')::date where reported_at is not null;

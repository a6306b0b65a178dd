-- The stages of a risk with their days (ICF-01c): since when a control answers to it, and which improvements its control brought.
alter table risk add column controlled_on date;
update risk set controlled_on = (recorded_at at time zone 'Asia/Shanghai')::date where control_number is not null;
alter table improvement add column control_number text;
create index improvement_by_control on improvement (office_id, control_number) where control_number is not null;
-- What a control leaves as evidence of its run (ICF-01a).
alter table control_point add column evidence text not null default '';
alter table control_point alter column evidence drop default;
-- What the clockwork finds or draws is recorded by nobody (ICF-01e, ICF-02.1d).
alter table improvement alter column recorded_by drop not null;
alter table sample alter column recorded_by drop not null;
create index improvement_by_about on improvement (office_id, source, about);

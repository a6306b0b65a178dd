-- A run may find that things do not agree.
alter table control_run add column result text not null default '相符' check (result in ('相符', '不符'));

-- 更换经办人: one person asks, with the reason, that somebody else handle a matter; another, different person confirms. It decides nothing of the matter.
create table handler_change (
  office_id integer not null,
  handler_change_id bigint generated always as identity,
  matter_id bigint not null,
  from_person_id integer not null,
  to_person_id integer not null,
  reason text not null,
  asked_by integer not null,
  asked_at timestamptz not null,
  confirmed_by integer,
  confirmed_at timestamptz,
  primary key (office_id, handler_change_id),
  foreign key (office_id, matter_id) references matter,
  foreign key (office_id, from_person_id) references person (office_id, person_id),
  foreign key (office_id, to_person_id) references person (office_id, person_id),
  foreign key (office_id, asked_by) references person (office_id, person_id),
  foreign key (office_id, confirmed_by) references person (office_id, person_id),
  check ((confirmed_by is null) = (confirmed_at is null)),
  check (from_person_id <> to_person_id),
  check (confirmed_by <> asked_by and to_person_id <> asked_by and to_person_id is distinct from confirmed_by and from_person_id is distinct from confirmed_by)
);
create index handler_change_of_matter on handler_change (office_id, matter_id);

-- Whoever handled the matter before, and whoever declared an interest, stay parties whatever the form says afterwards.
alter table matter_party drop constraint matter_party_role_check;
alter table matter_party add constraint matter_party_role_check check (role in ('经办人', '收款人', '受益人', '证明人', '原经办人', '回避人'));
-- Made by 709, which a new database runs later: there is nothing to set right in it then.
do $$ begin
  if to_regclass('recusal') is not null then
    update matter_party y set role = '回避人' from recusal r where r.office_id = y.office_id and r.matter_id = y.matter_id and r.person_id = y.person_id and y.role = '受益人';
  end if;
end $$;

-- 交接清单: what somebody who leaves has not finished is asked for by person.
create index obligation_of_person on obligation (office_id, owner_person_id) where state = 'open';

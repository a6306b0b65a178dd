-- Nearly every duty is the first a person has of a matter: the wall looks there first, and reads what is kept apart only where there is something to keep apart. The rest is as in 025.
create or replace function refuse_incompatible_duty() returns trigger language plpgsql as $$
declare
  found text;
begin
  -- two duties of one matter are never judged side by side
  perform 1 from matter where office_id = new.office_id and matter_id = new.matter_id for update;
  if not exists (select from matter_duty where office_id = new.office_id and matter_id = new.matter_id and round = new.round and person_id = new.person_id and duty <> new.duty) then
    return new;
  end if;
  select format('%s与%s不相容（%s）', d.duty, new.duty, a.clause ->> 'id') into found
  from matter_duty d
  join separation a on a.office_id = d.office_id and a.kind = 'duty' and a.member = d.duty
  join separation b on b.office_id = a.office_id and b.title = a.title and b.version = a.version and b.kind = 'duty' and b.name = a.name and b.member = new.duty
  join regulation r on r.office_id = a.office_id and r.title = a.title and r.version = a.version
    and r.effective <= (new.at at time zone 'Asia/Shanghai')::date and (r.until_day is null or r.until_day > (new.at at time zone 'Asia/Shanghai')::date)
  where d.office_id = new.office_id and d.matter_id = new.matter_id and d.round = new.round and d.person_id = new.person_id and d.duty <> new.duty
    and not (a.exception and exists (
      select from duty_exception e where e.office_id = new.office_id and e.matter_id = new.matter_id and e.person_id = new.person_id and e.duty = new.duty
        and e.granted_at is not null and e.until_day > (new.at at time zone 'Asia/Shanghai')::date))
  limit 1;
  if found is not null then
    raise exception '同一人不得在同一事项中兼办：%', found using errcode = 'check_violation', constraint = 'matter_duty_incompatible';
  end if;
  return new;
end $$;

-- 不相容: what the regulations keep apart on one matter, beside what they keep apart among posts (分离).
alter table separation add column kind text not null default 'post' check (kind in ('post', 'duty'));
alter table separation add column exception boolean not null default false;

-- Who has done what on a matter, in the round in force: handler, witness, reviewer, approver, payer, bookkeeper, filer, auditor, rescuer.
create table matter_duty (
  office_id integer not null,
  matter_id bigint not null,
  round integer not null,
  person_id integer not null,
  duty text not null check (duty in ('经办', '证明', '审核', '批准', '付款', '记账', '归档', '审计', '改派')),
  -- the step it was done on; null for what is no step
  step integer,
  at timestamptz not null,
  primary key (office_id, matter_id, round, person_id, duty),
  foreign key (office_id, matter_id) references matter,
  foreign key (office_id, person_id) references person
);

-- 例外: one person, one duty, one matter, until a day; asked by one, granted by another, neither of them the person.
create table duty_exception (
  office_id integer not null,
  duty_exception_id bigint generated always as identity,
  matter_id bigint not null,
  person_id integer not null,
  duty text not null,
  reason text not null,
  until_day date not null,
  asked_by integer not null,
  asked_at timestamptz not null,
  granted_by integer,
  granted_at timestamptz,
  primary key (office_id, duty_exception_id),
  foreign key (office_id, matter_id) references matter,
  foreign key (office_id, person_id) references person,
  foreign key (office_id, asked_by) references person (office_id, person_id),
  foreign key (office_id, granted_by) references person (office_id, person_id),
  check ((granted_by is null) = (granted_at is null)),
  check (granted_by <> asked_by and granted_by <> person_id)
);
create index duty_exception_of_matter on duty_exception (office_id, matter_id);

insert into matter_duty (office_id, matter_id, round, person_id, duty, step, at)
select m.office_id, m.matter_id, m.round, m.handler_id, '经办', null, coalesce(m.submitted_at, m.made_at) from matter m
union
select m.office_id, m.matter_id, m.round, s.acted_by,
  case when s.act = '证明' then '证明' when s.act = '付款' then '付款' when s.act in ('批准', '签批') then '批准' else '审核' end, s.step, s.acted_at
from matter m join matter_step s on s.office_id = m.office_id and s.matter_id = m.matter_id and s.round = m.round
where s.state = 'done' and s.acted_by is not null and s.verdict in ('agreed', 'dissented') and s.resolution_id is null
on conflict do nothing;

-- A wall, not a consequence: it writes nothing, it only refuses what the verbs have refused before it.
create function refuse_incompatible_duty() returns trigger language plpgsql as $$
declare
  found text;
begin
  -- two duties of one matter are never judged side by side
  perform 1 from matter where office_id = new.office_id and matter_id = new.matter_id for update;
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
create trigger matter_duty_incompatible before insert or update on matter_duty for each row execute function refuse_incompatible_duty();

-- The same wall among posts: held, or covered for another, on overlapping days.
create function refuse_separated_posts() returns trigger language plpgsql as $$
declare
  holder integer;
  days daterange;
  found text;
begin
  if tg_table_name = 'cover' then
    if new.ended_at is not null then return new; end if;
    holder := new.cover_person_id;
    days := daterange(new.from_day, new.until_day);
  else
    holder := new.person_id;
    days := daterange(new.from_day, new.until_day);
  end if;
  perform 1 from person where office_id = new.office_id and person_id = holder for no key update;
  select format('%s与%s不得由一人兼任（%s）', a.member, b.member, a.clause ->> 'id') into found
  from separation a
  join separation b on b.office_id = a.office_id and b.title = a.title and b.version = a.version and b.kind = 'post' and b.name = a.name and b.member <> a.member
  join regulation r on r.office_id = a.office_id and r.title = a.title and r.version = a.version and daterange(r.effective, r.until_day) && days
  where a.office_id = new.office_id and a.kind = 'post' and a.member = new.post and (
    exists (select from post_holding h where h.office_id = new.office_id and h.person_id = holder and h.post = b.member and h.period && days)
    or exists (select from cover c where c.office_id = new.office_id and c.cover_person_id = holder and c.post = b.member and c.ended_at is null and daterange(c.from_day, c.until_day) && days))
  limit 1;
  if found is not null then
    raise exception '%', found using errcode = 'check_violation', constraint = 'post_separated';
  end if;
  return new;
end $$;
create trigger holding_separated before insert or update on post_holding for each row execute function refuse_separated_posts();
create trigger cover_separated before insert or update on cover for each row execute function refuse_separated_posts();
create trigger separation_changes_staff after insert on separation for each row execute function staff_changed();

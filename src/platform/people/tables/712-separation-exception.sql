-- 分离的例外: one person may hold two posts kept apart, from a day to a day, on a body's decision; only where the clause allows it. Ended by its last day, never changed.
create table separation_exception (
  office_id integer not null references office,
  separation_exception_id bigint generated always as identity,
  person_id integer not null,
  post text not null,
  other_post text not null,
  from_day date not null,
  -- first day on which it no longer holds
  until_day date not null,
  matter_id bigint not null,
  recorded_by integer not null,
  recorded_at timestamptz not null,
  primary key (office_id, separation_exception_id),
  unique (office_id, matter_id),
  foreign key (office_id, person_id) references person,
  foreign key (office_id, post) references post,
  foreign key (office_id, other_post) references post (office_id, post),
  foreign key (office_id, matter_id) references matter,
  foreign key (office_id, recorded_by) references person (office_id, person_id),
  check (until_day > from_day),
  check (post <> other_post)
);
create index separation_exception_of_person on separation_exception (office_id, person_id);

-- Is the person allowed to hold both all these days?
create function separation_excepted(office integer, person integer, one text, other text, days daterange) returns boolean language sql stable as $$
  select exists (select from separation_exception e where e.office_id = office and e.person_id = person and ((e.post = one and e.other_post = other) or (e.post = other and e.other_post = one))
    and daterange(e.from_day, e.until_day) @> days)
$$;

-- As in 023, but for the days on which both are held an exception may stand.
create or replace function refuse_separated_posts() returns trigger language plpgsql as $$
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
    exists (select from post_holding h where h.office_id = new.office_id and h.person_id = holder and h.post = b.member and h.period && days
      and not (a.exception and separation_excepted(new.office_id, holder, a.member, b.member, h.period * days)))
    or exists (select from cover c where c.office_id = new.office_id and c.cover_person_id = holder and c.post = b.member and c.ended_at is null and daterange(c.from_day, c.until_day) && days
      and not (a.exception and separation_excepted(new.office_id, holder, a.member, b.member, daterange(c.from_day, c.until_day) * days))))
  limit 1;
  if found is not null then
    raise exception '%', found using errcode = 'check_violation', constraint = 'post_separated';
  end if;
  return new;
end $$;

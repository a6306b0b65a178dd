-- 任职审查 also looks at 继续教育 (ICF-02.2b); an induction confirmed in it is one for the post.
alter table post_check add column continuing_education boolean not null default true;
alter table post_check alter column continuing_education drop default;
insert into induction (office_id, person_id, post, trained_on, content, recorded_by, recorded_at)
  select office_id, person_id, post, induction_on, note, recorded_by, recorded_at from post_check where induction_on is not null;

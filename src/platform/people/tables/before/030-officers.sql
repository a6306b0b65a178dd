-- Who holds, or held, an officer's post together with another post: the constraints of 030-officers.sql would refuse all of them at once, and name nobody.
with held as (
  select h.*, h.post in ('系统管理员', '安全管理员', '审计员') as officer, o.name as office, p.name as person,
    h.post || '（' || h.from_day || '起' || coalesce('，至' || h.until_day || '前', '') || '）' as words
  from post_holding h join office o using (office_id) join person p using (office_id, person_id)
)
select a.office || a.person || '的' || a.words || '与' || b.words || '任期重叠' as sentence,
  '在原版本中登记免职，或由数据库管理员更正任职的起止日期（表post_holding），使两项任期互不重叠，并书面留存更正情况' as help
from held a join held b using (office_id, person_id)
where a.officer and a.post <> b.post and (not b.officer or a.holding_id < b.holding_id) and a.period && b.period
union all
select o.name || p.name || '自' || c.from_day || '至' || c.until_day || '前代理' || c.post, '三员的职务不以代理方式行使：由数据库管理员删除这条代理（表cover），另行任命'
from cover c join office o using (office_id) join person p on p.office_id = c.office_id and p.person_id = c.cover_person_id
where c.post in ('系统管理员', '安全管理员', '审计员')
order by 1;

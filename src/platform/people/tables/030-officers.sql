-- 三员: one person holds one officer post at most, and whoever holds one holds no business post on the same day.
alter table post_holding add constraint one_officer_post
  exclude using gist (office_id with =, person_id with =, post with <>, period with &&) where (post in ('系统管理员', '安全管理员', '审计员'));
alter table post_holding add constraint officer_or_business
  exclude using gist (office_id with =, person_id with =, (case when post in ('系统管理员', '安全管理员', '审计员') then 1 else 0 end) with <>, period with &&);

-- A delegation is given by the person himself; an officer's post is given by the security officer alone.
alter table cover add constraint no_cover_of_officers check (post not in ('系统管理员', '安全管理员', '审计员'));

-- A collective body: the post its members hold, and how many of them must be present for it to decide. Both are the office's own setting.
alter table post add column members text;
alter table post add column quorum text check (quorum in ('半数以上', '过半数', '三分之二以上', '全体'));
alter table post add foreign key (office_id, members) references post (office_id, post) deferrable initially deferred;
alter table post add check ((members is null) = (quorum is null) and (members is null or collective));

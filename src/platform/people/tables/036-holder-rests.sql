-- 强制替岗: while a key post is lent whole, the holder's own rights in it rest; decided when the cover begins.
alter table cover add column holder_rests boolean not null default false;

-- Every duty has a delivered notice: when its owner was told that it stands open; null as long as nobody holds the post that owns it.
alter table obligation add column told_at timestamptz;
update obligation set told_at = (opened_on + time '09:00') at time zone 'Asia/Shanghai';
create index obligation_untold on obligation (office_id) where told_at is null and state = 'open';

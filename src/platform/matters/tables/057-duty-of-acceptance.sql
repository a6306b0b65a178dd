-- 验收: whoever accepts what was bought or repaired is counted like whoever approved and paid for it.
alter table matter_duty drop constraint matter_duty_duty_check;
alter table matter_duty add constraint matter_duty_duty_check check (duty in ('经办', '证明', '审核', '批准', '付款', '验收', '记账', '归档', '审计', '改派'));

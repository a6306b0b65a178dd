-- 核算单: the kind's own reckoning as it stood at submission, kept beside the decision it was made with.
alter table matter_decision add column worksheet jsonb;

-- 检索 (decision 0015). Every reader and writer folds text by this one function: Latin letters to small ones, whatever the locale; nothing else is changed, so a part of the
-- text is a part of the folded text.
create function folded(written text) returns text language sql immutable strict parallel safe as $$ select lower(written collate "C") $$;

-- Which lines of a list (subject: matter, voucher …) hold two neighbouring characters. A row is for 65 536 ids: sorted 16-bit numbers or, where they are many, a bit for each.
create table search_posting (
  office_id integer not null references office,
  subject text not null,
  gram text not null,
  block integer not null,
  hits integer not null check (hits > 0),
  ids bytea not null,
  primary key (office_id, subject, gram, block)
);

-- What was written since the postings were last brought up to date, with the text they still have it under; searched as it stands. What is not settled – the draft of a matter –
-- stays here, so the postings hold what everybody may see who may see the whole list.
create table search_tail (
  office_id integer not null references office,
  subject text not null,
  subject_id bigint not null,
  text text not null,
  was text,
  settled boolean not null default true,
  primary key (office_id, subject, subject_id)
);

insert into search_tail (office_id, subject, subject_id, text, settled)
select office_id, 'matter', matter_id, folded(concat_ws(E'\n', title, number)), number is not null from matter;

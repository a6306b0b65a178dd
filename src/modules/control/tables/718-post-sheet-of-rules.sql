-- What the regulations in force say of the post, beside what was written by hand; a version the regulations bring of themselves is recorded by nobody (ICF-02.3f).
alter table post_sheet add column of_rules jsonb not null default '{}';
alter table post_sheet add column sanction_basis text not null default '';
alter table post_sheet alter column of_rules drop default, alter column sanction_basis drop default;
alter table post_sheet alter column recorded_by drop not null;

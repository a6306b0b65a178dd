-- 外部审计账户 (ICF-03.2j): the firm of somebody who is not of the office and looks at its books until `left_on`; null for its own people.
alter table person add column external_of text;
alter table person add constraint person_external_until check (external_of is null or left_on is not null);

-- A body's members are a post that exists when the body is written: nothing waits for the end of the transaction, and a restore loads the table whole.
alter table post drop constraint post_office_id_members_fkey;
alter table post add foreign key (office_id, members) references post (office_id, post);

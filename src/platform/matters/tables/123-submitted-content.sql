-- What was signed, as a digest of form, link and files at submission: a matter given back keeps its signatures only while it is still that. Null for submissions
-- from before; theirs start again.
alter table matter_decision add column content_digest text;

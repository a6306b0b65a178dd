-- A matter with all it supplements and all that supplement it: the matters of its own kind above and below it.
create function supplement_chain(office integer, asked bigint) returns setof bigint
language sql stable as $$
  with recursive above as (
    select m.matter_id, m.kind, m.linked_matter_id from matter m where m.office_id = office and m.matter_id = asked
    union
    select p.matter_id, p.kind, p.linked_matter_id from above a join matter p on p.office_id = office and p.matter_id = a.linked_matter_id and p.kind = a.kind
  ), chain as (
    select matter_id, kind from above
    union
    select m.matter_id, m.kind from chain c join matter m on m.office_id = office and m.linked_matter_id = c.matter_id and m.kind = c.kind
  )
  select matter_id from chain
$$;

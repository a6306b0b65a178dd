-- 国有资产批准文件 (FIN-05d): who approved that a fixed asset came or went, when, and the paper itself; its number stands in the document of the movement.
alter table asset_movement add column approved_by text, add column approved_on date, add column approval bytea;

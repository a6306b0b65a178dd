-- Day 0 of a duty that an event triggers: from it a due day is worked out again under another version. null: recurring, or opened before this was kept.
alter table obligation add column event_on date;

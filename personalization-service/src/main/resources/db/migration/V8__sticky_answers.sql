-- For which placements the answer stands, and for how long, as in 'mail/PT1H', joined by commas; null: for none. Of decisions
-- logged before this was there, or by a replica of an earlier build, it is not known.
alter table decision_log add column sticky text;

-- The profiles that decisions were taken from, each once: most decisions find a customer as the one before did, and her
-- profile is the largest part of what is kept. Written once, never changed.
create table decision_profile (
    hash    bytea primary key, -- SHA-256 of the bytes
    profile bytea not null
);
alter table decision_log
    -- no foreign key: both rows are of one transaction, and nothing is ever deleted
    add column profile_hash bytea,
    -- only of decisions logged before this was there
    alter column profile drop not null,
    add constraint decision_log_has_profile check (profile is not null or profile_hash is not null) not valid;

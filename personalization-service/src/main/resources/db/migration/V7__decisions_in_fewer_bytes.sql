-- What was seen of a customer's contacts and positions is no JSON any more, but what Redis holds: a fifth of its bytes.
alter table decision_log
    add column state_bytes bytea,
    -- only of decisions logged before this was there
    alter column state drop not null,
    add constraint decision_log_has_state check (state is not null or state_bytes is not null) not valid;

-- A decision takes some 2 KB. To compress what is a little longer cost more than writing it, and gained a fifth.
alter table decision_log set (toast_tuple_target = 8160);

-- Decisions and what belongs to them are of one transaction, and nothing is ever deleted: to check it, each row locked the
-- decision's, which wrote that once more.
alter table proposition drop constraint proposition_decision_id_fkey;
alter table held_out drop constraint held_out_decision_id_fkey;

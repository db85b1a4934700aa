-- Whether caps count the proposition: what a page shows where nothing was chosen is logged, but no cap counts it.
alter table proposition add column counted boolean not null default true;
-- Where the customer was when it was decided, on each journey: 'journey/stage'.
alter table proposition add column stages text[] not null default '{}';

update proposition p set stages = array(
    select at.key || '/' || (at.value ->> 'stage')
    from decision_log d, jsonb_each(d.positions::jsonb -> 'positions') at
    where d.decision_id = p.decision_id order by 1);

-- What became of propositions: of each kind one, with the earliest time at which it is said to have happened.
create table outcome (
    -- no foreign key: its decision may still wait to be logged
    proposition_id text        not null,
    outcome        text        not null check (outcome in ('delivered', 'opened', 'clicked', 'converted', 'dismissed', 'failed')),
    at             timestamptz not null,
    -- of a conversion, in whatever the sender counts
    value          numeric,
    -- whether the customer's state still held the contact, so that caps and suppressions go by it
    effective      boolean     not null,
    received_at    timestamptz not null,
    primary key (proposition_id, outcome)
);

-- That a rule had something for a customer at a placement, but she is held out of it: the group to compare with.
create table held_out (
    decision_id text        not null references decision_log,
    customer_id text        not null,
    rule        text        not null,
    placement   text        not null,
    decided_at  timestamptz not null,
    primary key (decision_id, rule, placement)
);
create index held_out_rule on held_out (rule, decided_at);

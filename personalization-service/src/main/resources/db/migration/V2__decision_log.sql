-- Every decision that was handed out, and what it was taken from. Written once, never changed.
create table decision_log (
    decision_id      text primary key,
    customer_id      text        not null,
    decided_at       timestamptz not null,
    request_id       text,
    placements       text        not null, -- the keys asked for, joined by commas
    epoch            text        not null, -- the life of the Redis that recorded it
    answer           text        not null, -- JSON, byte for byte as it went out
    trace            text        not null, -- JSON
    inputs           text        not null, -- JSON: the request, versions of what it was taken from, totals seen
    state            text        not null, -- JSON: contacts and positions seen
    positions        text        not null, -- JSON: positions after it
    profile_revision bigint      not null,
    profile          bytea       not null
);
create index decision_log_customer on decision_log (customer_id, decided_at desc);
create index decision_log_request on decision_log (request_id) where request_id is not null;

-- What the decisions handed out: the truth that caps are counted from again when Redis lost its data.
create table proposition (
    proposition_id text primary key,
    decision_id    text        not null references decision_log,
    customer_id    text        not null,
    offer          text        not null,
    rule           text,
    tags           text[]      not null,
    placement      text        not null,
    channel        text        not null,
    outbound       boolean     not null,
    decided_at     timestamptz not null,
    epoch          text        not null
);
create index proposition_customer on proposition (customer_id, decided_at);
create index proposition_offer on proposition (offer, decided_at);

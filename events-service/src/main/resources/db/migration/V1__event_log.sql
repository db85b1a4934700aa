-- Ids compare by their bytes, so that the order of locks and of ties does not depend on a locale.

-- One row for each customer with events. Her row is locked by every transaction that changes her set of events, so her
-- revisions become visible in their order.
CREATE TABLE customer (
    id       text COLLATE "C" PRIMARY KEY,
    revision bigint NOT NULL,           -- grows by one with each change of her set of events
    rebased  bigint NOT NULL DEFAULT 0  -- the last revision that took events away: an older profile is folded anew
) WITH (fillfactor = 80);               -- revisions change often: leave room to do so in place

-- The log. What a sender sent is fixed at its first receipt; customer_id and revision follow the joins of identities.
CREATE TABLE event (
    message_id   text COLLATE "C" PRIMARY KEY,
    customer_id  text COLLATE "C" NOT NULL,
    revision     bigint NOT NULL,       -- of the customer, that brought her this event
    type         text NOT NULL CHECK (type IN ('track', 'page', 'screen', 'identify', 'group', 'alias')),
    name         text,                  -- what it counts under; track, page and screen only
    user_id      text COLLATE "C",
    anonymous_id text COLLATE "C",
    at           timestamptz NOT NULL,  -- when it happened, to the millisecond, corrected for the sender's clock
    received_at  timestamptz NOT NULL,
    clamped      boolean NOT NULL,      -- it said that it came from the future: at is received_at
    properties   json,                  -- json, not jsonb: kept as it was frozen, and cheaper to write
    traits       json,                  -- of the customer; identify only
    details      json,                  -- what only its type has: a group's id and traits, an alias's previous id
    context      json,
    CHECK (user_id IS NOT NULL OR anonymous_id IS NOT NULL)
);
CREATE INDEX event_timeline ON event (customer_id, at, message_id);
CREATE INDEX event_revision ON event (customer_id, revision);
CREATE INDEX event_anonymous ON event (anonymous_id, at) WHERE user_id IS NULL;

-- The events that join an anonymous id to a known customer.
CREATE TABLE identity_join (
    message_id   text COLLATE "C" PRIMARY KEY,
    anonymous_id text COLLATE "C" NOT NULL,
    user_id      text COLLATE "C" NOT NULL,
    at           timestamptz NOT NULL
);
CREATE INDEX identity_join_by_time ON identity_join (anonymous_id, at, message_id) INCLUDE (user_id);

-- One row for each anonymous id seen on its own or joined, locked by whatever adds events or joins to it.
CREATE TABLE identity (
    id          text COLLATE "C" PRIMARY KEY,
    customer_id text COLLATE "C",          -- the user of the latest join; null before the first
    revision    bigint NOT NULL DEFAULT 0  -- grows by one with each join
) WITH (fillfactor = 80);
CREATE INDEX identity_by_customer ON identity (customer_id) WHERE customer_id IS NOT NULL;

-- Customers whose events were acknowledged while Redis did not take their profiles: repaired by the guardian.
CREATE TABLE doubt (
    customer_id text COLLATE "C" NOT NULL
);

-- Whose an event without a userId is: the user's of the latest join at or before it, else of the earliest after it, else
-- nobody's but the anonymous id's own. Joins of the same time go by messageId.
CREATE FUNCTION owner_of(anonymous text, moment timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT coalesce(
        (SELECT j.user_id FROM identity_join j WHERE j.anonymous_id = anonymous AND j.at <= moment
         ORDER BY j.at DESC, j.message_id DESC LIMIT 1),
        (SELECT j.user_id FROM identity_join j WHERE j.anonymous_id = anonymous AND j.at > moment
         ORDER BY j.at, j.message_id LIMIT 1),
        anonymous)
$$;

-- The log in partitions, by an event's time: one a calendar month (UTC). docs/adr/0008 says why.
SET LOCAL statement_timeout = 0; -- a large log takes its time

-- Every event that is in the log, once: what partitions, each on its own, cannot see to. With who sent it, so that its owner
-- can be told without looking through all partitions; what it says does not change.
CREATE TABLE message (
    at         timestamptz NOT NULL,
    known      boolean NOT NULL,          -- whether the sender is a userId, else it is an anonymousId
    message_id text COLLATE "C" NOT NULL,
    sender     text COLLATE "C" NOT NULL
);
INSERT INTO message (at, known, message_id, sender)
SELECT at, user_id IS NOT NULL, message_id, coalesce(user_id, anonymous_id) FROM event;
ALTER TABLE message ADD PRIMARY KEY (message_id);

-- Whose an event is: her user's, by the name that she has now, or as the joins say.
CREATE FUNCTION owner_of(sender text, known boolean, moment timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN known THEN called(sender) ELSE owner_of(sender, moment) END
$$;

ALTER TABLE event RENAME TO event_before;
ALTER TABLE event_before DROP CONSTRAINT event_pkey;
ALTER INDEX event_timeline RENAME TO event_before_timeline;
ALTER INDEX event_revision RENAME TO event_before_revision;
ALTER INDEX event_anonymous RENAME TO event_before_anonymous;

CREATE TABLE event (LIKE event_before INCLUDING CONSTRAINTS) PARTITION BY RANGE (at);
CREATE INDEX event_timeline ON event (customer_id, at, message_id);
CREATE INDEX event_revision ON event (customer_id, revision);
CREATE INDEX event_anonymous ON event (anonymous_id, at) WHERE user_id IS NULL;

-- Which partitions there are; they do not overlap.
CREATE TABLE event_partition (
    since timestamptz PRIMARY KEY, -- -infinity for the first
    until timestamptz NOT NULL,    -- the first moment after it
    name  text NOT NULL UNIQUE
);

-- Sees to it that there is a partition for a moment. What was before 2020 shares one, so that nobody who sends years long past
-- makes hundreds of them. Attaching a table keeps nobody waiting, who reads or adds events; making a partition would.
CREATE FUNCTION make_partition(moment timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    early  constant timestamptz := '2020-01-01T00:00:00Z';
    month  timestamp := date_trunc('month', moment AT TIME ZONE 'UTC');
    since  timestamptz := month AT TIME ZONE 'UTC';
    until  timestamptz := (month + interval '1 month') AT TIME ZONE 'UTC';
    name   text := 'event_' || to_char(month, 'YYYY_MM');
BEGIN
    PERFORM pg_advisory_xact_lock(x'706172746974'::bigint); -- of several at once all but one find it made
    IF EXISTS (SELECT FROM event_partition p WHERE moment >= p.since AND moment < p.until) THEN
        RETURN;
    END IF;
    IF since < early THEN
        since := '-infinity';
        until := early;
        name := 'event_early';
    END IF;
    EXECUTE format('CREATE TABLE %I (LIKE event INCLUDING ALL)', name);
    EXECUTE format('ALTER TABLE event ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%L)', name,
        CASE since WHEN '-infinity' THEN 'MINVALUE' ELSE quote_literal(since) END, until);
    INSERT INTO event_partition VALUES (since, until, name);
END
$$;

-- What was logged before stays where it is, as one partition that reaches to the end of the month of its latest event.
DO $$
DECLARE
    until timestamptz := (SELECT (date_trunc('month', max(at) AT TIME ZONE 'UTC') + interval '1 month') AT TIME ZONE 'UTC'
                          FROM event_before);
BEGIN
    IF until IS NULL THEN
        DROP TABLE event_before;
    ELSE
        until := greatest(until, '2020-01-01T00:00:00Z');
        EXECUTE format('ALTER TABLE event ATTACH PARTITION event_before FOR VALUES FROM (MINVALUE) TO (%L)', until);
        INSERT INTO event_partition VALUES ('-infinity', until, 'event_before');
    END IF;
END
$$;

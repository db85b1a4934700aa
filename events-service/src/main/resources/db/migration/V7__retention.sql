-- What is older than the retention leaves the log, and stays in the profiles. docs/adr/0008 says how.

-- From when on events are kept. It never goes back, whatever the setting says later.
CREATE TABLE retained (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    since  timestamptz NOT NULL
);
INSERT INTO retained (since) VALUES ('-infinity');

ALTER TABLE event_partition ADD COLUMN emptied timestamptz NOT NULL DEFAULT '-infinity'; -- of all that was before

-- The fold of the events of one sender that have left the log, as far as they always have one owner: a user's, or an anonymous
-- id's from one join to the next. customer_id and revision follow the joins as those of events do.
CREATE TABLE snapshot (
    since       timestamptz NOT NULL,          -- of an anonymous id: the join that is the last at or before its events
    known       boolean NOT NULL,              -- whether the sender is a userId
    revision    bigint NOT NULL,               -- of the customer, that brought her the last of it
    sender      text COLLATE "C" NOT NULL,
    customer_id text COLLATE "C" NOT NULL,
    profile     bytea NOT NULL,                -- ProfileCodec's bytes; it can never be folded again
    PRIMARY KEY (sender, known, since)
);
CREATE INDEX snapshot_by_customer ON snapshot (customer_id);

-- As before, but of what is not kept none is made.
CREATE OR REPLACE FUNCTION make_partition(moment timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    early  constant timestamptz := '2020-01-01T00:00:00Z';
    month  timestamp := date_trunc('month', moment AT TIME ZONE 'UTC');
    since  timestamptz := month AT TIME ZONE 'UTC';
    until  timestamptz := (month + interval '1 month') AT TIME ZONE 'UTC';
    name   text := 'event_' || to_char(month, 'YYYY_MM');
BEGIN
    PERFORM pg_advisory_xact_lock(x'706172746974'::bigint); -- of several at once all but one find it made
    IF EXISTS (SELECT FROM event_partition p WHERE moment >= p.since AND moment < p.until)
       OR EXISTS (SELECT FROM retained r WHERE moment < r.since) THEN
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
    INSERT INTO event_partition (since, until, name) VALUES (since, until, name);
END
$$;

-- Drops a partition that is over and empty; false if it is neither, or somebody reads the log for too long to wait for.
CREATE FUNCTION drop_partition(partition text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    has_events boolean;
BEGIN
    PERFORM pg_advisory_xact_lock(x'706172746974'::bigint);
    IF NOT EXISTS (SELECT FROM event_partition p, retained r WHERE p.name = partition AND p.until <= r.since) THEN
        RETURN false;
    END IF;
    EXECUTE format('SELECT EXISTS (SELECT FROM %I)', partition) INTO has_events;
    IF has_events THEN
        RETURN false;
    END IF;
    -- nobody adds any more. Whoever comes while a lock is waited for waits, too: not for long
    PERFORM set_config('lock_timeout', '500ms', true);
    LOCK TABLE ONLY event;
    EXECUTE format('DROP TABLE %I', partition);
    DELETE FROM event_partition WHERE name = partition;
    RETURN true;
EXCEPTION WHEN lock_not_available THEN
    RETURN false;
END
$$;

-- What events should look like.
CREATE TABLE planned_event (
    name        text COLLATE "C" PRIMARY KEY,
    mode        text NOT NULL CHECK (mode IN ('observe', 'enforce')),
    schema      json NOT NULL,              -- JSON Schema 2020-12 of the properties
    description text,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL
);

-- Grows with each change of the plan: what replicas look at.
CREATE TABLE plan_revision (
    single   boolean PRIMARY KEY DEFAULT true CHECK (single),
    revision bigint NOT NULL
);
INSERT INTO plan_revision (revision) VALUES (0);

-- What events there are. Counted in memory and added every few seconds: a process that is killed takes the last of them along.
CREATE TABLE seen_event (
    name             text COLLATE "C" PRIMARY KEY,
    count            bigint NOT NULL,       -- of those in the log
    first_at         timestamptz,           -- by the events' own times
    last_at          timestamptz,
    received_at      timestamptz,           -- when the last one was received
    sampled          bigint NOT NULL,       -- of so many the properties were looked at
    violations       bigint NOT NULL,       -- of the plan: observed ones were taken, enforced ones were not
    rejected         bigint NOT NULL,       -- of those so many were not taken
    last_violation   text,
    last_violation_at timestamptz
) WITH (fillfactor = 80);

-- How many of them happened in which hour, for the last eight days.
CREATE TABLE seen_event_hour (
    name  text COLLATE "C" NOT NULL,
    hour  timestamptz NOT NULL,
    count bigint NOT NULL,
    PRIMARY KEY (name, hour)
) WITH (fillfactor = 80);

-- Of which types the properties were in the sample. A property within another is called address.city or products[].sku.
CREATE TABLE seen_property (
    name     text COLLATE "C" NOT NULL,
    property text COLLATE "C" NOT NULL,
    type     text COLLATE "C" NOT NULL,
    count    bigint NOT NULL,
    PRIMARY KEY (name, property, type)
) WITH (fillfactor = 80);

-- What was logged before is counted once; its properties show as new events come.
INSERT INTO seen_event (name, count, first_at, last_at, received_at, sampled, violations, rejected)
SELECT name, count(*), min(at), max(at), max(received_at), 0, 0, 0 FROM event WHERE name IS NOT NULL GROUP BY name;
INSERT INTO seen_event_hour (name, hour, count)
SELECT name, date_trunc('hour', at), count(*) FROM event WHERE name IS NOT NULL AND at > now() - interval '8 days'
GROUP BY 1, 2;

-- Where everybody stands, and each move: docs/positions.md.

-- Each customer whose stages were determined, and from what.
CREATE TABLE tracked_customer (
    customer_id   text COLLATE "C" PRIMARY KEY,
    -- of the profile that her stages were determined from
    revision      bigint      NOT NULL,
    -- the time of her latest event then; null: nobody, as her events are another's since a join
    last_event    timestamptz,
    -- the moment for which they were determined
    determined_at timestamptz NOT NULL,
    -- when time alone may move her next; null: never
    next_at       timestamptz,
    -- of the determination below
    generation    bigint      NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX tracked_customer_next ON tracked_customer (next_at) WHERE next_at IS NOT NULL;

-- On which stage of each live journey each customer is.
CREATE TABLE customer_position (
    customer_id   text COLLATE "C" NOT NULL,
    journey       text COLLATE "C" NOT NULL,
    stage         text COLLATE "C", -- null: on none
    since         timestamptz NOT NULL,
    -- of the map by which it was last determined
    map_version   int         NOT NULL,
    map_published timestamptz NOT NULL,
    PRIMARY KEY (customer_id, journey)
) WITH (fillfactor = 80);
CREATE INDEX customer_position_on_stage ON customer_position (journey, stage, customer_id);

-- Every move, never changed. Whoever appends holds a lock until the commit, so that ids are in the order of commits.
CREATE TABLE transition (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id text COLLATE "C" NOT NULL,
    journey     text COLLATE "C" NOT NULL,
    from_stage  text, -- null: none
    to_stage    text, -- null: none
    at          timestamptz NOT NULL,
    map_version int         NOT NULL,
    cause       text        NOT NULL CHECK (cause IN ('event', 'correction', 'time', 'publish', 'join'))
);
CREATE INDEX transition_of_customer ON transition (customer_id, id DESC);

-- How many positions there are on each stage; changed with them.
CREATE TABLE population (
    journey   text COLLATE "C" NOT NULL,
    stage     text COLLATE "C" NOT NULL, -- empty: on none
    customers bigint NOT NULL CHECK (customers >= 0),
    PRIMARY KEY (journey, stage)
);

-- One row: by which maps everybody's stages are determined, and how far it got.
CREATE TABLE determination (
    only_row   boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    generation bigint NOT NULL, -- grows with each reason to look at everybody again
    basis      text   NOT NULL, -- the live maps and what else conditions go by
    redis      text   NOT NULL, -- the life of the Redis that all profiles were last looked for in
    phase      text   NOT NULL CHECK (phase IN ('SCAN', 'SWEEP', 'DONE')),
    cursor     text   NOT NULL, -- where to go on
    done       bigint NOT NULL, -- customers looked at in this generation so far
    begun_at   timestamptz NOT NULL
);
INSERT INTO determination VALUES (true, 0, '', '', 'DONE', '', 0, now());

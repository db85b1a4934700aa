-- Files of events from elsewhere. What they brought is in the log; here is how each sending went.
CREATE TABLE import (
    id           text COLLATE "C" PRIMARY KEY,
    name         text,                    -- for people: the file's, mostly
    mapping      json NOT NULL,           -- what the columns mean, as given or guessed
    state        text NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled', 'interrupted')),
    detail       text,                    -- why it failed, or was interrupted
    created_at   timestamptz NOT NULL,
    started_at   timestamptz,             -- of the latest sending, as all below
    finished_at  timestamptz,
    sending      int NOT NULL DEFAULT 0,  -- which one it is; one that another took over writes nothing any more
    beat_at      timestamptz,             -- when whoever is at it last said so
    cancelled    boolean NOT NULL DEFAULT false, -- whether it was asked to stop
    columns      json,                    -- the file's, in their order
    separator    text,                    -- between its fields
    bytes        bigint NOT NULL DEFAULT 0, -- read, as they came: packed, if they were
    bytes_total  bigint,                  -- null if the sender did not say
    rows         bigint NOT NULL DEFAULT 0,
    accepted     bigint NOT NULL DEFAULT 0,
    duplicates   bigint NOT NULL DEFAULT 0,
    rejected     bigint NOT NULL DEFAULT 0,
    joins_not_counted bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 80);
CREATE INDEX import_newest ON import (created_at, id);

-- The first rows that were rejected, to be mended and sent again.
CREATE TABLE import_rejection (
    import_id text COLLATE "C" NOT NULL REFERENCES import ON DELETE CASCADE,
    row       bigint NOT NULL,
    line      bigint NOT NULL,
    reason    text NOT NULL,
    content   text NOT NULL,              -- the row as it stood in the file, cut where it is long
    PRIMARY KEY (import_id, row)
);

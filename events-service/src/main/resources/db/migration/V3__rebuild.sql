-- The latest rebuild that somebody asked for: one row, or none yet. Whichever replica is at it notes how far it is, so that
-- another goes on from there if it dies.
CREATE TABLE rebuild (
    single      boolean PRIMARY KEY DEFAULT true CHECK (single),
    started_at  timestamptz NOT NULL,
    finished_at timestamptz,             -- null while it runs
    reached     text COLLATE "C" NOT NULL, -- the last customer who was folded anew; in the order of ids
    checked     bigint NOT NULL,         -- how many customers that makes
    failed      bigint NOT NULL,         -- of whom so many could not be folded
    total       bigint NOT NULL          -- how many there were at the start, about
);

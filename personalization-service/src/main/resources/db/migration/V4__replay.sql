-- The catalogue's revision that saved each version: with the one that last touched it, which for a version out of use is
-- the one that retired it, the catalogue as it was at any revision can be told.
ALTER TABLE catalogue_item ADD COLUMN saved_revision bigint;
-- of a version that was retired before this column was there, the earliest that it can have been
UPDATE catalogue_item AS item
SET saved_revision = CASE WHEN current THEN revision
    ELSE coalesce((SELECT max(earlier.revision) FROM catalogue_item AS earlier
        WHERE earlier.kind = item.kind AND earlier.key = item.key AND earlier.version < item.version), 0) END;
ALTER TABLE catalogue_item ALTER COLUMN saved_revision SET NOT NULL;

-- Each live map that decisions were taken by, as journey-service published it. Written once, never changed.
CREATE TABLE map_version (
    journey text COLLATE "C" NOT NULL,
    version int NOT NULL,
    -- as published: a journey-service that starts over gives the same number to another map
    published_at text NOT NULL,
    payload text NOT NULL,
    PRIMARY KEY (journey, version, published_at)
);

-- Two known customers may be one: aliases by admins, what undoes them, external ids. The rules: docs/identity.md.

ALTER TABLE event DROP CONSTRAINT event_type_check;
ALTER TABLE event ADD CONSTRAINT event_type_check
    CHECK (type IN ('track', 'page', 'screen', 'identify', 'group', 'alias', 'unalias'));

-- A group's traits stand where a customer's do, so that profiles fold both alike.
UPDATE event SET traits = details -> 'traits', details = json_build_object('groupId', details -> 'groupId')
WHERE type = 'group' AND details -> 'traits' IS NOT NULL;

ALTER TABLE identity
    ADD COLUMN known       boolean NOT NULL DEFAULT false, -- whether some event has it as its userId; never false again
    ADD COLUMN merged_into text COLLATE "C";               -- what the known customer is called since aliases; null: so
CREATE INDEX identity_by_merge ON identity (merged_into) WHERE merged_into IS NOT NULL;
INSERT INTO identity (id, known) SELECT DISTINCT user_id, true FROM event WHERE user_id IS NOT NULL
ON CONFLICT (id) DO UPDATE SET known = true;

-- What undoes earlier joins of the same two ids.
CREATE TABLE identity_unjoin (
    message_id  text COLLATE "C" PRIMARY KEY,
    previous_id text COLLATE "C" NOT NULL,
    user_id     text COLLATE "C" NOT NULL,
    at          timestamptz NOT NULL
);
CREATE INDEX identity_unjoin_by_ids ON identity_unjoin (previous_id, user_id);

ALTER TABLE identity_join RENAME COLUMN anonymous_id TO previous_id;
ALTER TABLE identity_join
    ADD COLUMN admin  boolean NOT NULL DEFAULT false, -- an alias, logged by a key of role admin
    ADD COLUMN counts boolean NOT NULL DEFAULT true;  -- as join_counts says; kept up to date
CREATE INDEX identity_join_by_user ON identity_join (user_id) WHERE admin;
CREATE INDEX identity_join_uncounted ON identity_join (at, message_id) WHERE NOT counts;

-- The latest event that has an external id: of those with a userId, and of the others.
CREATE TABLE external_id (
    id         text COLLATE "C" NOT NULL,
    of_user    boolean NOT NULL,
    name       text COLLATE "C" NOT NULL, -- the event's userId or anonymousId
    at         timestamptz NOT NULL,
    message_id text COLLATE "C" NOT NULL,
    PRIMARY KEY (id, of_user)
) WITH (fillfactor = 80);

CREATE FUNCTION join_counts(j identity_join) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT (j.admin OR NOT coalesce((SELECT known FROM identity WHERE id = j.previous_id), false))
       AND NOT EXISTS (SELECT FROM identity_unjoin u WHERE u.previous_id = j.previous_id AND u.user_id = j.user_id
                         AND (u.at, u.message_id) > (j.at, j.message_id))
$$;
-- 0.1.0 was never released: events that such joins had moved before are left where they are.
DELETE FROM identity_join WHERE previous_id = user_id; -- of oneself to oneself: nothing
UPDATE identity_join j SET counts = false WHERE NOT join_counts(j);

-- What a known customer is called.
CREATE FUNCTION called(customer text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT coalesce((SELECT merged_into FROM identity WHERE id = customer), customer)
$$;

-- Whose an event without a userId is: the user's of the latest counting join at or before it, else of the earliest after
-- it, else nobody's but the anonymous id's own.
CREATE OR REPLACE FUNCTION owner_of(anonymous text, moment timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT called(coalesce(
        (SELECT j.user_id FROM identity_join j WHERE j.previous_id = anonymous AND j.counts AND j.at <= moment
         ORDER BY j.at DESC, j.message_id DESC LIMIT 1),
        (SELECT j.user_id FROM identity_join j WHERE j.previous_id = anonymous AND j.counts AND j.at > moment
         ORDER BY j.at, j.message_id LIMIT 1),
        anonymous))
$$;

-- Which customer an id leads to; null if to nobody.
CREATE FUNCTION leads_to(asked text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN i.known THEN called(asked)
        WHEN EXISTS (SELECT FROM identity_join j WHERE j.previous_id = asked AND j.counts) THEN owner_of(asked, 'infinity')
        ELSE (SELECT CASE WHEN x.of_user THEN called(x.name) ELSE owner_of(x.name, x.at) END
              FROM external_id x WHERE x.id = asked ORDER BY x.of_user DESC LIMIT 1)
        END
    FROM identity i WHERE i.id = asked
$$;

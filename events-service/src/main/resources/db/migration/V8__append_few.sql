-- What is asked for again and again, in PL/pgSQL: that keeps its plans, while a function in SQL is planned anew by each
-- statement that calls it. They say what they said before. A plan that was made while tables are small must do when they are
-- large: so none may read a table whole.

CREATE OR REPLACE FUNCTION called(customer text) RETURNS text
LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $$
BEGIN
    RETURN coalesce((SELECT merged_into FROM identity WHERE id = customer), customer);
END
$$;

CREATE OR REPLACE FUNCTION owner_of(anonymous text, moment timestamptz) RETURNS text
LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $$
DECLARE
    owner text;
BEGIN
    SELECT j.user_id INTO owner FROM identity_join j WHERE j.previous_id = anonymous AND j.counts AND j.at <= moment
    ORDER BY j.at DESC, j.message_id DESC LIMIT 1;
    IF NOT FOUND THEN
        SELECT j.user_id INTO owner FROM identity_join j WHERE j.previous_id = anonymous AND j.counts AND j.at > moment
        ORDER BY j.at, j.message_id LIMIT 1;
    END IF;
    RETURN called(coalesce(owner, anonymous));
END
$$;

CREATE OR REPLACE FUNCTION join_counts(j identity_join) RETURNS boolean
LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $$
BEGIN
    RETURN (j.admin OR NOT coalesce((SELECT known FROM identity WHERE id = j.previous_id), false))
        AND NOT EXISTS (SELECT FROM identity_unjoin u WHERE u.previous_id = j.previous_id AND u.user_id = j.user_id
                          AND (u.at, u.message_id) > (j.at, j.message_id));
END
$$;

CREATE OR REPLACE FUNCTION leads_to(asked text) RETURNS text
LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $$
BEGIN
    RETURN (
        SELECT CASE
            WHEN i.known THEN called(asked)
            WHEN EXISTS (SELECT FROM identity_join j WHERE j.previous_id = asked AND j.counts) THEN owner_of(asked, 'infinity')
            ELSE (SELECT CASE WHEN x.of_user THEN called(x.name) ELSE owner_of(x.name, x.at) END
                  FROM external_id x WHERE x.id = asked ORDER BY x.of_user DESC LIMIT 1)
            END
        FROM identity i WHERE i.id = asked);
END
$$;

-- Lets ids lead where the joins say, and says where those lead that lead to another, or did.
CREATE FUNCTION lead_ids(ids text[]) RETURNS TABLE (id text, revision bigint, customer_id text)
LANGUAGE plpgsql SET enable_seqscan = off AS $$
#variable_conflict use_column
BEGIN
    WITH lead AS (SELECT id, customer_id AS before, coalesce(leads_to(id), id) AS now FROM identity WHERE id = ANY (ids))
    UPDATE identity i SET revision = i.revision + 1, customer_id = l.now
    FROM lead l WHERE i.id = l.id AND l.now <> coalesce(l.before, l.id);
    RETURN QUERY SELECT id, revision, customer_id FROM identity WHERE id = ANY (ids) AND customer_id IS NOT NULL;
END
$$;

-- Keeps of each external id the latest event of a user and the latest other one.
CREATE FUNCTION keep_latest(ids text[], of_users boolean[], names text[], ats timestamptz[], message_ids text[])
RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    INSERT INTO external_id AS x (id, of_user, name, at, message_id)
    SELECT DISTINCT ON (id COLLATE "C", of_user) *
    FROM unnest(ids, of_users, names, ats, message_ids) AS t(id, of_user, name, at, m)
    ORDER BY id COLLATE "C", of_user, at DESC, m COLLATE "C" DESC
    ON CONFLICT (id, of_user) DO UPDATE
      SET name = excluded.name, at = excluded.at, message_id = excluded.message_id
      WHERE (excluded.at, excluded.message_id) > (x.at, x.message_id);
END
$$;

-- Adds a few new events in one call, where it took a dozen statements, each with a way there and back. What may make events
-- move is left to who called, by an empty answer: a join that says something new of an id that was used without a user, or a
-- user who was joined before she was known. Then the events are entered among the messages, and nothing else has changed.
-- The order of locks is Append.java's. docs/adr/0010 says why it is here.
--
-- It answers, by turns:
--   what      id          revision        customer
--   'owned'   messageId   the customer's  whose it is     each event
--   'leads'   an id       the id's        to whom         ids that lead to somebody since
--   'expired' null        null            null            nothing is done: an event is from before what is kept
--   'idle'    messageId   null            null            a join that does not count
--
-- Its plans are made once, whatever the parameters.
CREATE FUNCTION append_few(
    message_ids text[], types text[], names text[], user_ids text[], anonymous_ids text[], ats timestamptz[],
    receiveds timestamptz[], clampeds boolean[], propertieses text[], traitses text[], detailses text[], contexts text[],
    join_messages text[], join_ids text[], join_users text[], join_ats timestamptz[],                  -- joins, none by an admin
    seen_ids text[], seen_users boolean[], seen_names text[], seen_ats timestamptz[], seen_messages text[] -- external ids
) RETURNS TABLE (what text, id text, revision bigint, customer text)
LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    unknown text[];
    locked  text[];
    newly   text[]; -- ids that were not joined so before
    owners  text[];
BEGIN
    PERFORM pg_advisory_xact_lock_shared(x'6d6572676573'::bigint); -- IdentityRows.keepMerges

    INSERT INTO message (at, known, message_id, sender)
    SELECT at, user_id IS NOT NULL, message_id, coalesce(user_id, anonymous_id)
    FROM unnest(ats, message_ids, user_ids, anonymous_ids) AS t(at, message_id, user_id, anonymous_id)
    ORDER BY message_id COLLATE "C";
    IF EXISTS (SELECT FROM retained, unnest(ats) AS t(at) WHERE at < since) THEN
        RETURN QUERY SELECT 'expired', NULL::text, NULL::bigint, NULL::text;
        RETURN;
    END IF;

    SELECT array_agg(DISTINCT user_id COLLATE "C") INTO unknown FROM unnest(user_ids) AS t(user_id)
    WHERE user_id IS NOT NULL AND NOT EXISTS (SELECT FROM identity i WHERE i.id = user_id AND i.known);
    SELECT array_agg(DISTINCT id COLLATE "C") INTO locked FROM (
        SELECT unnest(unknown) AS id
        UNION ALL SELECT anonymous_id FROM unnest(user_ids, anonymous_ids) AS t(user_id, anonymous_id) WHERE user_id IS NULL
        UNION ALL SELECT unnest(join_ids)
        UNION ALL SELECT unnest(seen_ids)) ids;
    IF locked IS NOT NULL THEN
        INSERT INTO identity (id) SELECT unnest(locked) ON CONFLICT DO NOTHING; -- in their order, as array_agg has them
        PERFORM FROM identity WHERE id = ANY (locked) ORDER BY id FOR NO KEY UPDATE;
    END IF;

    IF EXISTS (SELECT FROM identity_join WHERE previous_id = ANY (unknown)) THEN
        RETURN;
    END IF;
    IF join_messages <> '{}' THEN
        SELECT array_agg(previous_id) INTO newly FROM unnest(join_ids, join_users, join_ats) AS t(previous_id, user_id, at)
        WHERE owner_of(previous_id, at) <> called(user_id);
        IF newly IS NOT NULL THEN
            IF EXISTS (SELECT FROM event e WHERE e.anonymous_id = ANY (newly) AND e.user_id IS NULL)
               OR EXISTS (SELECT FROM snapshot n WHERE n.sender = ANY (newly) AND NOT n.known) THEN
                RETURN;
            END IF;
        END IF;
    END IF;
    IF unknown IS NOT NULL THEN
        UPDATE identity SET known = true WHERE id = ANY (unknown) AND NOT known;
    END IF;
    IF join_messages <> '{}' THEN
        RETURN QUERY WITH joined AS (
            INSERT INTO identity_join (message_id, previous_id, user_id, at, admin, counts)
            SELECT t.*, false, join_counts(ROW (t.*, false, true)::identity_join)
            FROM unnest(join_messages, join_ids, join_users, join_ats) AS t(message_id, previous_id, user_id, at)
            ORDER BY t.message_id COLLATE "C"
            ON CONFLICT DO NOTHING RETURNING message_id, counts)
        SELECT 'idle', message_id, NULL::bigint, NULL::text FROM joined WHERE NOT counts;
    END IF;
    IF seen_messages <> '{}' THEN
        PERFORM keep_latest(seen_ids, seen_users, seen_names, seen_ats, seen_messages);
    END IF;
    IF newly IS NOT NULL OR seen_ids <> '{}' THEN
        RETURN QUERY SELECT 'leads', l.* FROM lead_ids(newly || seen_ids) AS l;
    END IF;

    SELECT array_agg(owner ORDER BY number) INTO owners FROM (
        SELECT number, CASE WHEN user_id IS NULL THEN owner_of(anonymous_id, at) ELSE coalesce(i.merged_into, user_id) END AS owner
        FROM unnest(user_ids, anonymous_ids, ats) WITH ORDINALITY AS t(user_id, anonymous_id, at, number)
        LEFT JOIN identity i ON i.id = t.user_id) o;
    RETURN QUERY WITH raised AS (
        INSERT INTO customer AS c (id, revision)
        SELECT DISTINCT owner COLLATE "C", 1 FROM unnest(owners) AS t(owner) ORDER BY 1
        ON CONFLICT (id) DO UPDATE SET revision = c.revision + 1
        RETURNING id, revision)
    INSERT INTO event (customer_id, revision, message_id, type, name, user_id, anonymous_id, at, received_at, clamped,
                       properties, traits, details, context)
    SELECT r.id, r.revision, t.message_id, t.type, t.name, t.user_id, t.anonymous_id, t.at, t.received_at, t.clamped,
           t.properties::json, t.traits::json, t.details::json, t.context::json
    FROM unnest(owners, message_ids, types, names, user_ids, anonymous_ids, ats, receiveds, clampeds,
                propertieses, traitses, detailses, contexts)
           AS t(owner, message_id, type, name, user_id, anonymous_id, at, received_at, clamped,
                properties, traits, details, context)
    JOIN raised r ON r.id = t.owner
    RETURNING 'owned', message_id, revision, customer_id;
END
$$;

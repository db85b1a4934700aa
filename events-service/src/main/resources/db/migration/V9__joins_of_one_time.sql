-- Whether a join says something new was asked of its time alone. Of several joins of one id at the same time, which come in the
-- order of their messageIds, the first decides whose the events before are: so it is asked of its place among the joins.

-- Whose events a new join at this place takes: the user of the join before it, or, where there is none, of the one after it, as
-- that takes all that came before; the id itself where there is neither. A join of that user says nothing new.
CREATE FUNCTION user_beside(previous text, moment timestamptz, message text) RETURNS text
LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $$
DECLARE
    beside text;
BEGIN
    SELECT j.user_id INTO beside FROM identity_join j
    WHERE j.previous_id = previous AND j.counts AND (j.at, j.message_id) < (moment, message)
    ORDER BY j.at DESC, j.message_id DESC LIMIT 1;
    IF NOT FOUND THEN
        SELECT j.user_id INTO beside FROM identity_join j
        WHERE j.previous_id = previous AND j.counts AND (j.at, j.message_id) > (moment, message)
        ORDER BY j.at, j.message_id LIMIT 1;
    END IF;
    RETURN called(coalesce(beside, previous));
END
$$;

-- As V8 has it and says what it does, but for user_beside.
CREATE OR REPLACE FUNCTION append_few(
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
        SELECT array_agg(previous_id) INTO newly
        FROM unnest(join_ids, join_users, join_ats, join_messages) AS t(previous_id, user_id, at, message_id)
        WHERE user_beside(previous_id, at, message_id) <> called(user_id);
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

-- External ids that are hashes or addresses are the same in upper and in lower case (HashedIds.canonical). Those whose type was
-- sent in another case, as Email_SHA256, were kept as they came, and nobody who asked for email_sha256:… found whose they are: who
-- objected was a stranger. Of an address whose type was sent so, the hash was of the address as it came, too.
SET LOCAL statement_timeout = 0; -- many ids take their time

DO $$
DECLARE
    spelled text[];
    hashes  text[];
    ids     text[];
BEGIN
    PERFORM pg_advisory_xact_lock_shared(x'6d6572676573'::bigint); -- IdentityRows.keepMerges
    spelled := ARRAY(SELECT DISTINCT id FROM external_id WHERE id ~* '^([^:]*_sha256|email|phone):' AND id <> lower(id));
    hashes := ARRAY(
        SELECT 'email_sha256:' || encode(sha256(convert_to(btrim(substr(lower(id), 7)), 'UTF8')), 'hex')
        FROM unnest(spelled) AS t(id) WHERE id ~* '^email:' AND id !~ '^email:');
    ids := ARRAY(SELECT lower(id) FROM unnest(spelled) AS t(id)) || hashes;

    -- ids are locked before what is said of them, and in their order, as Append.java does: replicas that still add events and
    -- this would wait for each other
    INSERT INTO identity (id) SELECT DISTINCT unnest(ids) COLLATE "C" ORDER BY 1 ON CONFLICT DO NOTHING;
    PERFORM FROM identity WHERE id = ANY (spelled || ids) ORDER BY id FOR UPDATE;

    PERFORM keep_latest(array_agg(id), array_agg(of_user), array_agg(name), array_agg(at), array_agg(message_id))
    FROM (
        SELECT lower(id) AS id, of_user, name, at, message_id FROM external_id WHERE id = ANY (spelled)
        UNION ALL
        SELECT 'email_sha256:' || encode(sha256(convert_to(btrim(substr(lower(id), 7)), 'UTF8')), 'hex'),
               of_user, name, at, message_id
        FROM external_id WHERE id = ANY (spelled) AND id ~* '^email:' AND id !~ '^email:') found
    HAVING count(*) > 0;
    DELETE FROM external_id WHERE id = ANY (spelled);
    DELETE FROM identity i WHERE id = ANY (spelled) AND NOT known AND merged_into IS NULL
        AND NOT EXISTS (SELECT FROM identity_join j WHERE j.previous_id = i.id)
        AND NOT EXISTS (SELECT FROM event e WHERE e.anonymous_id = i.id AND e.user_id IS NULL)
        AND NOT EXISTS (SELECT FROM snapshot n WHERE n.sender = i.id AND NOT n.known)
        AND NOT EXISTS (SELECT FROM customer c WHERE c.id = i.id);

    -- the guardian lets Redis know of those that lead to somebody only now; those of type email did before
    INSERT INTO doubt (customer_id)
    SELECT DISTINCT l.customer_id FROM lead_ids(ids) l
    WHERE l.id IN (SELECT lower(id) FROM unnest(spelled) AS t(id) WHERE id !~ '^email:'
                   UNION SELECT unnest(hashes));
END
$$;

package io.cairn.personalization.position;

import java.time.Instant;

/**
 * By what everybody's stages are determined, and how far looking at everybody got.
 *
 * @param generation grows with each reason to look at everybody again
 * @param basis the text of a {@link Basis}
 * @param redis the life of the Redis in which profiles were last looked for, after a {@value #DOUBT} if an announcement was lost since
 * @param cursor where the phase goes on
 * @param done customers looked at so far
 * @param carts the events that carts are read from, where they are not the usual ones
 */
public record Registered(
        long generation,
        String basis,
        String redis,
        Phase phase,
        String cursor,
        long done,
        Instant begunAt,
        String carts) {
    /** Before the life of a Redis: what it announced may not be all. */
    public static final String DOUBT = "?";

    /** What looking at everybody does. */
    public enum Phase {
        /** Looks for all profiles in Redis. */
        SCAN,
        /** Looks at all who were not looked at in this generation. */
        SWEEP,
        DONE
    }

    /**
     * Whether all profiles must be looked for in this Redis: at once if it is another, for its data may be gone. Where only an
     * announcement was lost, whoever is being looked at now is looked at to the end first: while announcements are lost all the time,
     * nobody would be reached otherwise.
     */
    boolean mustBeginIn(String life) {
        boolean doubted = redis.startsWith(DOUBT);
        return !(doubted ? redis.substring(DOUBT.length()) : redis).equals(life) || (doubted && phase == Phase.DONE);
    }

    /** The same, further. */
    Registered at(Phase next, String nextCursor, long more) {
        return new Registered(generation, basis, redis, next, nextCursor, done + more, begunAt, carts);
    }

    /** Everybody must be looked at again, by another basis. */
    Registered by(Basis another, Instant now) {
        return again(another.text(), carts, now);
    }

    /** Everybody must be looked at again, by other events of carts. */
    Registered with(String otherCarts, Instant now) {
        return again(basis, otherCarts, now);
    }

    private Registered again(String nextBasis, String nextCarts, Instant now) {
        Phase from = phase == Phase.SCAN ? Phase.SCAN : Phase.SWEEP;
        return new Registered(generation + 1, nextBasis, redis, from, start(from), 0, now, nextCarts);
    }

    /** Everybody must be looked for again, in another Redis. */
    Registered in(String life, Instant now) {
        return new Registered(generation + 1, basis, life, Phase.SCAN, start(Phase.SCAN), 0, now, carts);
    }

    static String start(Phase phase) {
        return phase == Phase.SCAN ? "0" : "";
    }
}

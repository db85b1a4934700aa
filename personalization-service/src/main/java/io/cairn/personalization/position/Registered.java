package io.cairn.personalization.position;

import java.time.Instant;

/**
 * By what everybody's stages are determined, and how far looking at everybody got.
 *
 * @param generation grows with each reason to look at everybody again
 * @param basis the text of a {@link Basis}
 * @param redis the life of the Redis in which profiles were last looked for; empty: they must be looked for
 * @param cursor where the phase goes on
 * @param done customers looked at so far
 */
public record Registered(
        long generation, String basis, String redis, Phase phase, String cursor, long done, Instant begunAt) {
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
        return redis.isEmpty() ? phase == Phase.DONE : !redis.equals(life);
    }

    /** The same, further. */
    Registered at(Phase next, String nextCursor, long more) {
        return new Registered(generation, basis, redis, next, nextCursor, done + more, begunAt);
    }

    /** Everybody must be looked at again, by another basis. */
    Registered by(Basis another, Instant now) {
        Phase from = phase == Phase.SCAN ? Phase.SCAN : Phase.SWEEP;
        return new Registered(generation + 1, another.text(), redis, from, start(from), 0, now);
    }

    /** Everybody must be looked for again, in another Redis. */
    Registered in(String life, Instant now) {
        return new Registered(generation + 1, basis, life, Phase.SCAN, start(Phase.SCAN), 0, now);
    }

    static String start(Phase phase) {
        return phase == Phase.SCAN ? "0" : "";
    }
}

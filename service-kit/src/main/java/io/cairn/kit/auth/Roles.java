package io.cairn.kit.auth;

import java.util.Set;

/** What a key may be for. */
public final class Roles {
    /** Send events. */
    public static final String INGEST = "ingest";
    /** Ask for decisions and report outcomes. */
    public static final String DECIDE = "decide";
    /** Draw and publish maps, write offers, placements, rules and the contact policy. */
    public static final String DESIGN = "design";
    /** Read everything. */
    public static final String READ = "read";
    /** Everything, and what only it may. */
    public static final String ADMIN = "admin";

    static final Set<String> ALL = Set.of(INGEST, DECIDE, DESIGN, READ, ADMIN);

    private Roles() {}
}

package io.cairn.events.imports;

import java.util.Locale;

/** How it stands with an import. */
public enum ImportState {
    /** Its file has not come. */
    WAITING,
    RUNNING,
    DONE,
    /** Its file cannot be read on; what was read before is taken. */
    FAILED,
    CANCELLED,
    /** Its sender, a store or the service went away: the file is to be sent again. */
    INTERRUPTED;

    /** As it is called on the wire and in the database. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if it is none */
    public static ImportState of(String spelling) {
        return valueOf(spelling.toUpperCase(Locale.ROOT));
    }
}

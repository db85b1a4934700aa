package io.cairn.kit.db;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/** Tells a PostgreSQL that is away, stopping, starting, full or slow from a statement that is wrong. */
public final class DatabaseFaults {
    private DatabaseFaults() {}

    /** Whether trying again later can help. */
    public static boolean isUnavailable(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql && isUnavailable(sql)) {
                return true;
            }
        }
        return false;
    }

    /** Whether values are at fault, so that other rows may be written: SQLSTATE classes 22 data, 23 constraint, 54 limit. */
    public static boolean isOfValues(SQLException thrown) {
        String state = thrown.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
    }

    /** Whether a statement was ended because it took too long, of which its own doing may be the reason. */
    public static boolean isTimeout(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql && "57014".equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUnavailable(SQLException thrown) {
        return thrown instanceof SQLTransientException
                || isUnavailable(thrown.getSQLState())
                || String.valueOf(thrown.getMessage()).startsWith("Sorry, acquisition timeout");
    }

    /**
     * SQLSTATE classes 08 connection, 40 rollback, 53 resources, 57 operator intervention, 58 system error; 25006, of a server
     * that is another's standby now, 25P03, of a transaction in which nothing was said for too long, and 55P03, of a lock that
     * another did not let go in time.
     */
    private static boolean isUnavailable(@Nullable String state) {
        return state != null
                && (state.startsWith("08")
                        || state.startsWith("40")
                        || state.startsWith("53")
                        || state.startsWith("57")
                        || state.startsWith("58")
                        || state.equals("25006")
                        || state.equals("25P03")
                        || state.equals("55P03"));
    }
}

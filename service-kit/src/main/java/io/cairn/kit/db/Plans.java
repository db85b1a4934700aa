package io.cairn.kit.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** How PostgreSQL plans statements whose plans it keeps. */
public final class Plans {
    /** Without its compiler, which the high costs of a plan that has no choice but to read a table would wake each time. */
    private static final String LOOK_UP =
            """
            SELECT set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
                   set_config('enable_mergejoin', 'off', true), set_config('enable_material', 'off', true),
                   set_config('plan_cache_mode', 'force_generic_plan', true), set_config('jit', 'off', true)
            """;

    private Plans() {}

    /**
     * Has rows looked up one by one through an index until the transaction ends. A plan that is made while a table is small, which
     * reads all of it, is kept, and must do when it is large, until PostgreSQL analyses the table, a minute later or more.
     *
     * @param connection in a transaction
     */
    public static void lookUp(Connection connection) throws SQLException {
        try (PreparedStatement settings = connection.prepareStatement(LOOK_UP)) {
            settings.execute();
        }
    }
}

package io.cairn.kit.servers;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** One database and one role for each service, made by a role that may do so. */
public final class Databases {

    private Databases() {}

    /**
     * Creates the role and a database that it owns and nobody else may enter, unless they are there, and sets the role's
     * password. {@code admin} is a superuser or has CREATEDB and CREATEROLE.
     */
    public static void createIfMissing(Connection admin, String database, String role, String password)
            throws SQLException {
        if (!exists(admin, "SELECT 1 FROM pg_roles WHERE rolname = ?", role)) {
            run(admin, "SELECT format('CREATE ROLE %I LOGIN', ?)", role);
        }
        run(admin, "SELECT format('ALTER ROLE %I LOGIN PASSWORD %L', ?, ?)", role, password);
        if (!exists(admin, "SELECT 1 FROM pg_database WHERE datname = ?", database)) {
            if (!exists(admin, "SELECT 1 FROM pg_roles WHERE rolname = current_user AND rolsuper")) {
                // only a member of the role may hand it a database
                run(admin, "SELECT format('GRANT %I TO CURRENT_USER', ?)", role);
            }
            String create = "SELECT format('CREATE DATABASE %I OWNER %I ENCODING ''UTF8'' TEMPLATE template0', ?, ?)";
            run(admin, create, database, role);
            run(admin, "SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', ?)", database);
        }
    }

    private static boolean exists(Connection admin, String query, String... values) throws SQLException {
        try (PreparedStatement select = prepared(admin, query, values);
                ResultSet found = select.executeQuery()) {
            return found.next();
        }
    }

    /** Runs the statement that {@code format} makes; PostgreSQL quotes the names and takes no parameters in these. */
    private static void run(Connection admin, String format, String... values) throws SQLException {
        String sql;
        try (PreparedStatement select = prepared(admin, format, values);
                ResultSet made = select.executeQuery()) {
            made.next();
            sql = made.getString(1);
        }
        try (Statement statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }

    private static PreparedStatement prepared(Connection admin, String sql, String... values) throws SQLException {
        PreparedStatement statement = admin.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setString(i + 1, values[i]);
        }
        return statement;
    }
}

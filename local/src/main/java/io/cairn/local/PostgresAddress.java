package io.cairn.local;

import io.cairn.kit.servers.Databases;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL that somebody else runs, and a role on it that may create roles and databases.
 *
 * @param hosts host and port, also several with commas between
 * @param database the database to enter as that role
 * @param parameters more parameters of the JDBC address, such as {@code sslmode=require}; may be empty
 */
record PostgresAddress(String hosts, String database, String user, String password, String parameters) {

    private static final Pattern FORM = Pattern.compile(
            "(?:jdbc:)?postgres(?:ql)?://(?:([^:@/?]*)(?::([^@/?]*))?@)?([^@/?]+)(?:/([^?]*))?(?:\\?(.*))?");

    private static final Pattern PORT = Pattern.compile(":\\d+$");
    private static final int DEFAULT_PORT = 5432;

    /** Reads {@code postgres://user:password@host:port/database} or the JDBC address with the same parts. */
    static PostgresAddress parse(String url) throws Failure {
        Matcher parts = FORM.matcher(url);
        if (!parts.matches()) {
            // without the value, which holds a password
            throw Failure.usage("CAIRN_POSTGRES_URL must look like postgres://user:password@host:port/postgres");
        }
        String user = decoded(parts.group(1), "postgres");
        String password = decoded(parts.group(2), "");
        List<String> others = new ArrayList<>();
        String query = parts.group(5);
        for (String parameter : (query == null ? "" : query).split("&", -1)) {
            if (parameter.startsWith("user=")) {
                user = decoded(parameter.substring(5), user);
            } else if (parameter.startsWith("password=")) {
                password = decoded(parameter.substring(9), password);
            } else if (!parameter.isEmpty()) {
                others.add(parameter);
            }
        }
        String database = decoded(parts.group(4), "postgres");
        return new PostgresAddress(parts.group(3), database, user, password, String.join("&", others));
    }

    /** The JDBC address of a database on that server, without the role. */
    String jdbcUrl(String name) {
        return "jdbc:postgresql://" + hosts + "/" + name + (parameters.isEmpty() ? "" : "?" + parameters);
    }

    /** Which PostgreSQL it is: each host with its port, and neither role nor password; the databases are always ours. */
    String place() {
        return Stream.of(hosts.split(","))
                .map(host -> PORT.matcher(host).find() ? host : host + ":" + DEFAULT_PORT)
                .collect(Collectors.joining(","));
    }

    /** Creates the services' databases and roles unless they are there, and sets the roles' password. */
    void createDatabases(String rolePassword) throws Failure {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        try (Connection admin = DriverManager.getConnection(jdbcUrl(database), properties)) {
            for (ServiceName service : ServiceName.values()) {
                Databases.createIfMissing(admin, service.database(), service.database(), rolePassword);
            }
        } catch (SQLException e) {
            throw Failure.of(
                    "CAIRN_POSTGRES_URL: " + String.valueOf(e.getMessage()).replace('\n', ' '));
        }
    }

    private static String decoded(@Nullable String text, String otherwise) {
        // a plus is a plus here, as in any address but a form's
        return text == null || text.isEmpty()
                ? otherwise
                : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}

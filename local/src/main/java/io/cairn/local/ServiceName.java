package io.cairn.local;

import java.util.Locale;

/** The three services, with the port and the database of each. */
enum ServiceName {
    JOURNEY(8081),
    EVENTS(8082),
    PERSONALIZATION(8083);

    private final int defaultPort;

    ServiceName(int defaultPort) {
        this.defaultPort = defaultPort;
    }

    int defaultPort() {
        return defaultPort;
    }

    /** The name of the service's database and of the role that owns it. */
    String database() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name of its module, its process id file and its log. */
    String module() {
        return database() + "-service";
    }

    /** The option that sets its port. */
    String portOption() {
        return "--" + database() + "-port";
    }
}

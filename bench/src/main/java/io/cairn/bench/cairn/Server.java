package io.cairn.bench.cairn;

/** The five processes of a Cairn that {@code ./run} starts, by the names of their process id files. */
public enum Server {
    POSTGRES("postgres"),
    REDIS("redis"),
    JOURNEY("journey-service"),
    EVENTS("events-service"),
    PERSONALIZATION("personalization-service");

    private final String processName;

    Server(String processName) {
        this.processName = processName;
    }

    public String processName() {
        return processName;
    }

    /** Whether it is one of ours, with a port of its own choice and health over HTTP. */
    public boolean isService() {
        return this == JOURNEY || this == EVENTS || this == PERSONALIZATION;
    }

    /** The name of a service's database in PostgreSQL, and of its role. */
    public String database() {
        return processName.replace("-service", "");
    }

    /** The option of {@code ./run} that sets a service's port. */
    public String portOption() {
        return "--" + database() + "-port";
    }
}

package io.cairn.bench.drill;

/** The five processes of a Cairn that {@code ./run} starts, by the names of their process id files. */
enum Server {
    POSTGRES("postgres"),
    REDIS("redis"),
    JOURNEY("journey-service"),
    EVENTS("events-service"),
    PERSONALIZATION("personalization-service");

    private final String processName;

    Server(String processName) {
        this.processName = processName;
    }

    String processName() {
        return processName;
    }

    /** Whether it is one of ours, with a port of its own choice and health over HTTP. */
    boolean isService() {
        return this == JOURNEY || this == EVENTS || this == PERSONALIZATION;
    }

    /** The option of {@code ./run} that sets a service's port. */
    String portOption() {
        return "--" + processName.replace("-service", "") + "-port";
    }
}

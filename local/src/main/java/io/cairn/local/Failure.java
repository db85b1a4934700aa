package io.cairn.local;

/** Why the launcher cannot go on, in one line for the person who started it. */
final class Failure extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;
    private final int exitCode;

    private Failure(String reason, int exitCode) {
        super(reason);
        this.reason = reason;
        this.exitCode = exitCode;
    }

    /** The command line is wrong. */
    static Failure usage(String message) {
        return new Failure(message, 2);
    }

    /** The machine or the build is not as it must be. */
    static Failure of(String message) {
        return new Failure(message, 1);
    }

    String reason() {
        return reason;
    }

    int exitCode() {
        return exitCode;
    }
}

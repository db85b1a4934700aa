package io.cairn.bench.drill;

/**
 * Who a drill's events are of. Few, so that many writers meet at each profile.
 *
 * @param prefix of all ids, different for each drill on the same Cairn
 */
record Cast(String prefix) {
    static final int USERS = 12;
    static final int STRANGERS = 4;

    /** A known customer. */
    String user(int number) {
        return prefix + "-user-" + number;
    }

    /** The anonymous id that a known customer has all along. */
    String device(int number) {
        return prefix + "-device-" + number;
    }

    /** An anonymous id that nobody joins. */
    String stranger(int number) {
        return prefix + "-stranger-" + number;
    }

    /** An anonymous id of which little is seen before it is joined; there is always another one. */
    String guest(int number) {
        return prefix + "-guest-" + number;
    }

    /** Whose a guest is. */
    String host(int guest) {
        return user(guest % USERS);
    }
}

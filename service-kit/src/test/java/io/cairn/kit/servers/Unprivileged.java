package io.cairn.kit.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** How a program that refuses to run as root is run by root, as in a container. */
final class Unprivileged {

    /** The user id of nobody on every Linux. */
    private static final int NOBODY = 65534;

    private static final List<String> OWN_USER_NAMESPACE = List.of("unshare", "-U");

    /** Containers often forbid user namespaces; nobody must still reach a directory below root's home. */
    private static final List<String> AS_NOBODY = List.of(
            "setpriv",
            "--reuid=" + NOBODY,
            "--regid=" + NOBODY,
            "--clear-groups",
            "--inh-caps=+dac_override",
            "--ambient-caps=+dac_override");

    private final List<String> prefix;

    private Unprivileged(List<String> prefix) {
        this.prefix = prefix;
    }

    /** What fits this user and machine. */
    static Unprivileged here() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return new Unprivileged(List.of());
        }
        return new Unprivileged(worksWith(OWN_USER_NAMESPACE) ? OWN_USER_NAMESPACE : AS_NOBODY);
    }

    /** What to put before the command. */
    List<String> prefix() {
        return prefix;
    }

    /** Hands the directory and all that is in it to the user that the program will run as. */
    void own(Path directory) throws IOException {
        if (!prefix.equals(AS_NOBODY)
                || Files.getAttribute(directory, "unix:uid").equals(NOBODY)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.toList()) {
                Files.setAttribute(each, "unix:uid", NOBODY);
                Files.setAttribute(each, "unix:gid", NOBODY);
            }
        }
    }

    private static boolean worksWith(List<String> prefix) {
        List<String> command =
                Stream.concat(prefix.stream(), Stream.of("id", "-u")).toList();
        return Executables.output(command).filter(uid -> !uid.equals("0")).isPresent();
    }
}

package io.cairn.bench.drill;

import java.util.List;
import java.util.stream.Collectors;

/** All drills there are. */
final class Drills {
    private static final List<Drill> ALL = List.of(new KillDrill(), new FlushDrill());

    private Drills() {}

    static Drill named(String name) throws Failure {
        for (Drill drill : ALL) {
            if (drill.name().equals(name)) {
                return drill;
            }
        }
        throw new Failure("there is no drill '" + name + "', only " + names());
    }

    static String names() {
        return ALL.stream().map(Drill::name).collect(Collectors.joining(", "));
    }
}

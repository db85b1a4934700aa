package io.cairn.bench.drill;

import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.Server;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** All drills there are. */
final class Drills {
    private Drills() {}

    /** Each made anew: a drill is for one run. */
    private static List<Drill> all() {
        return List.of(
                KillDrill.eachOf("kill", "any process", List.of(Server.values())),
                KillDrill.eachOf("kill-events", "events-service", List.of(Server.EVENTS)),
                KillDrill.eachOf("kill-postgres", "PostgreSQL", List.of(Server.POSTGRES)),
                KillDrill.eachOf("kill-redis", "Redis", List.of(Server.REDIS)),
                KillDrill.two("kill-two", List.of(Server.EVENTS, Server.POSTGRES, Server.REDIS)),
                new FlushDrill(),
                new SlowDrill(Server.POSTGRES),
                new SlowDrill(Server.REDIS),
                new ReplicasDrill(),
                new RenderingsDrill(),
                new DecisionsDrill(),
                new PositionsDrill(),
                new DiskFullDrill(),
                new BackpressureDrill(),
                new PublishDrill());
    }

    /** Throws what to say to a name that there is not, or that is there twice. */
    static List<Drill> named(List<String> names) throws Failure {
        List<Drill> drills = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new Failure("the drill '" + name + "' is named twice");
            }
            drills.add(all().stream()
                    .filter(drill -> drill.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new Failure("there is no drill '" + name + "', only " + names())));
        }
        return drills;
    }

    static String names() {
        return all().stream().map(Drill::name).collect(Collectors.joining(", "));
    }
}

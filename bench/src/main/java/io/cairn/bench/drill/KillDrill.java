package io.cairn.bench.drill;

import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.Server;
import io.cairn.bench.cairn.Stopwatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;

/** SIGKILL for some of the five processes, at moments of the seed. */
final class KillDrill implements Drill {
    private final String name;
    private final String purpose;
    private final Function<Random, List<List<Server>>> victims;

    /** @param victims of one round, by turns; those of one turn are killed at once */
    private KillDrill(String name, String purpose, Function<Random, List<List<Server>>> victims) {
        this.name = name;
        this.purpose = purpose;
        this.victims = victims;
    }

    /** Each of some servers once in a round, in a random order. */
    static KillDrill eachOf(String name, String what, List<Server> servers) {
        return new KillDrill(
                name,
                "kill -9 of " + what + " at any moment loses no acknowledged event, and doubles none",
                random -> shuffled(servers, random).stream().map(List::of).toList());
    }

    /** A random pair of some servers in each round. */
    static KillDrill two(String name, List<Server> servers) {
        return new KillDrill(
                name,
                "kill -9 of two stores, or of one and events-service, at once loses nothing either",
                random -> List.of(shuffled(servers, random).subList(0, 2)));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String purpose() {
        return purpose;
    }

    @Override
    public void strike(Scene scene, int round) throws Failure, IOException, InterruptedException {
        for (List<Server> together : victims.apply(scene.random())) {
            scene.pause();
            int acknowledgedBefore = scene.ledger().acknowledgedCount();
            Stopwatch sinceKill = new Stopwatch();
            Map<Server, Long> killed = new EnumMap<>(Server.class);
            for (Server server : together) {
                killed.put(server, scene.cairn().kill(server));
            }
            Recovery.await(scene, killed);
            scene.say(String.format(
                    "round %d: %s killed, back after %s; %d events acknowledged since",
                    round,
                    together.stream().map(Server::processName).collect(Collectors.joining(" and ")),
                    sinceKill,
                    scene.ledger().acknowledgedCount() - acknowledgedBefore));
        }
    }

    private static List<Server> shuffled(List<Server> servers, Random random) {
        List<Server> order = new ArrayList<>(servers);
        Collections.shuffle(order, random);
        return order;
    }
}

package io.cairn.bench.drill;

import io.cairn.bench.cairn.Failure;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What {@code bench/drill} was asked for.
 *
 * @param drills their names, one at least
 * @param rounds how often each fault strikes, 1 to 1000
 * @param seed decides what is sent and when the fault strikes
 */
record DrillOptions(List<String> drills, int rounds, long seed) {
    private static final int ROUNDS = 20;
    private static final int MAX_ROUNDS = 1_000;

    DrillOptions {
        drills = List.copyOf(drills);
    }

    /** Reads {@code NAME... [--rounds N] [--seed X]}; throws what to say to a wrong one. */
    static DrillOptions parse(List<String> arguments, long defaultSeed) throws Failure {
        List<String> drills = new ArrayList<>();
        int rounds = ROUNDS;
        long seed = defaultSeed;
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            switch (argument) {
                case "--rounds" -> rounds = (int) number(argument, rest, 1, MAX_ROUNDS);
                case "--seed" -> seed = number(argument, rest, Long.MIN_VALUE, Long.MAX_VALUE);
                default -> {
                    if (argument.startsWith("-")) {
                        throw new Failure("unknown option '" + argument + "'; there are --rounds N and --seed X");
                    }
                    drills.add(argument);
                }
            }
        }
        if (drills.isEmpty()) {
            throw new Failure("name a drill: " + Drills.names());
        }
        return new DrillOptions(drills, rounds, seed);
    }

    private static long number(String option, Iterator<String> rest, long least, long most) throws Failure {
        String value = rest.hasNext() ? rest.next() : "";
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // answered below
        }
        throw new Failure(option + " must be a whole number from " + least + " to " + most + ", not '" + value + "'");
    }
}

package io.cairn.bench.drill;

import java.util.Iterator;
import java.util.List;

/**
 * What {@code bench/drill} was asked for.
 *
 * @param drill its name
 * @param rounds how often the fault strikes, 1 to 1000
 * @param seed decides what is sent and when the fault strikes
 */
record DrillOptions(String drill, int rounds, long seed) {
    private static final int MAX_ROUNDS = 1_000;

    /** Reads {@code NAME [--rounds N] [--seed X]}; throws what to say to a wrong one. */
    static DrillOptions parse(List<String> arguments, long defaultSeed) throws Failure {
        if (arguments.isEmpty() || arguments.get(0).startsWith("-")) {
            throw new Failure("name a drill first: " + Drills.names());
        }
        int rounds = 1;
        long seed = defaultSeed;
        Iterator<String> rest = arguments.listIterator(1);
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--rounds" -> rounds = (int) number(option, rest, 1, MAX_ROUNDS);
                case "--seed" -> seed = number(option, rest, Long.MIN_VALUE, Long.MAX_VALUE);
                default -> throw new Failure("unknown option '" + option + "'; there are --rounds N and --seed X");
            }
        }
        return new DrillOptions(arguments.get(0), rounds, seed);
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

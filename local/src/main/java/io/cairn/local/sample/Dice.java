package io.cairn.local.sample;

import java.util.List;
import java.util.SplittableRandom;

/** One customer's chances; the same seed throws the same. */
final class Dice {
    private final SplittableRandom random;

    Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    /** @param probability from 0 to 1 */
    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Both ends included. */
    int between(int from, int to) {
        return random.nextInt(from, to + 1);
    }

    /** Uniform in [0, 1). */
    double share() {
        return random.nextDouble();
    }

    /** Exponentially distributed, as gaps between independent visits are. */
    double gap(double mean) {
        return -mean * Math.log(1 - random.nextDouble());
    }

    <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    /** The index that a throw lands on, each as likely as its weight; always one throw. */
    int weighted(double... weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double rest = random.nextDouble() * sum;
        for (int i = 0; i < weights.length; i++) {
            rest -= weights[i];
            if (rest < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }
}

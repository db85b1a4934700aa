package io.cairn.bench.drill;

import java.util.Random;

/**
 * What a drill works on.
 *
 * @param random of the seed, for the drill alone
 */
record Scene(CairnProcess cairn, Api api, Ledger ledger, Random random) {
    void say(String line) {
        System.out.println(line);
    }
}

package io.cairn.bench.drill;

import io.cairn.bench.cairn.Api;
import io.cairn.bench.cairn.CairnProcess;
import java.util.Random;

/**
 * What a drill works on.
 *
 * @param cast whose events are streamed
 * @param random of the seed, for the drill alone
 */
record Scene(CairnProcess cairn, Api api, Ledger ledger, Cast cast, Random random) {
    private static final int LONGEST_PAUSE_MILLIS = 1_500;

    /** Until some moment within a second and a half. */
    void pause() throws InterruptedException {
        Thread.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
    }

    void say(String line) {
        System.out.println(line);
    }
}

package io.cairn.bench.drill;

import io.cairn.bench.cairn.Await;
import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.RedisConnection;
import java.io.IOException;
import java.time.Duration;

/** FLUSHALL, again and again. */
final class FlushDrill implements Drill {
    private static final Duration REBUILD = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "flush";
    }

    @Override
    public String purpose() {
        return "an emptied Redis is rebuilt from the log, and no known customer is taken for a stranger meanwhile";
    }

    @Override
    public void prepare(Scene scene) throws Failure, IOException, InterruptedException {
        new KnownCustomer(scene.api(), scene.cast().user(0)).prepare();
    }

    @Override
    public void strike(Scene scene, int round) throws Failure, IOException, InterruptedException {
        scene.pause();
        KnownCustomer known = new KnownCustomer(scene.api(), scene.cast().user(0));
        known.awaitRecognized();
        try (RedisConnection redis = scene.cairn().home().redis()) {
            long flushed = System.nanoTime();
            redis.call("FLUSHALL");
            Await.within(REBUILD, "Redis is rebuilt", () -> {
                known.ask();
                // set when every known customer's profile is back
                return redis.call("EXISTS cairn:profiles:complete").equals(":1");
            });
            known.awaitRecognized();
            scene.say("round " + round + ": Redis emptied, rebuilt after " + (System.nanoTime() - flushed) / 1_000_000
                    + " ms; " + known.asked() + " decisions meanwhile, " + known.rebuilding() + " of them REBUILDING");
        }
    }
}

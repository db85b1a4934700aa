package io.cairn.personalization.decisionlog;

import static io.cairn.personalization.decision.Shop.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.kit.redis.RedisUnavailable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class DecisionLogTest {
    private static final int ROUNDS = 20;

    @Test
    void whatFailsRoundAfterRoundIsSaidOnceAndEndsNoRound() throws InterruptedException {
        AtomicInteger rounds = new AtomicInteger();
        List<Thread> threads = new CopyOnWriteArrayList<>();
        CapsRebuild failing = new CapsRebuild(null, null, null, null, null, null, null, null) {
            @Override
            public void rebuildIfLost() {
                threads.add(Thread.currentThread());
                if (rounds.incrementAndGet() > ROUNDS / 2) {
                    throw new StackOverflowError("as a fault of ours would throw it");
                }
                throw new RedisUnavailable(new IOException("as if it were away"));
            }
        };
        DecisionLog log = new DecisionLog(null, failing, null, null, new SimpleMeterRegistry(), Duration.ofMillis(1));
        Logger logger = Logger.getLogger(DecisionLog.class.getName());
        Said said = new Said();
        logger.addHandler(said);
        try {
            log.begin(new StartupEvent());
            eventually(() -> rounds.get() > ROUNDS);
        } finally {
            log.end(new ShutdownEvent());
            logger.removeHandler(said);
        }
        assertThat(said.levels).containsExactly("WARN", "ERROR");
        assertThat(threads).allMatch(Thread::isDaemon, "keeps no process from its end");
    }

    private static final class Said extends Handler {
        final List<String> levels = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord logged) {
            if (logged.getLevel().intValue() >= Level.WARNING.intValue()) {
                levels.add(logged.getLevel().getName());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}

package io.cairn.events.rebuild;

import static org.awaitility.Awaitility.await;

import io.cairn.events.rebuild.persistence.BrokenRows;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RebuildLooksTest {
    @Test
    void anErrorDoesNotEndThem() {
        AtomicInteger looks = new AtomicInteger();
        RequestedRebuild rebuild = new RequestedRebuild(
                BrokenRows.countedBy(looks), null, null, null, Clock.systemUTC(), Duration.ofMillis(1));
        rebuild.start(new StartupEvent());
        try {
            await().until(() -> looks.get() > 1);
        } finally {
            rebuild.stop(new ShutdownEvent());
        }
    }
}

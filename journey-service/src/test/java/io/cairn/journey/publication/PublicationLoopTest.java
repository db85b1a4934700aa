package io.cairn.journey.publication;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.journey.Eventually;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PublicationLoopTest {
    @Test
    void anErrorDoesNotEndTheTurns() throws Exception {
        AtomicInteger turns = new AtomicInteger();
        PublishedMaps broken = new PublishedMaps(null, null) {
            @Override
            String revision() {
                turns.incrementAndGet();
                throw new StackOverflowError("as a fault of ours would throw it");
            }
        };
        PublicationLoop loop = new PublicationLoop(null, broken, new SimpleMeterRegistry(), Duration.ofMillis(1));
        loop.start(new StartupEvent());
        try {
            Eventually.passes(Duration.ofSeconds(10), () -> assertThat(turns).hasValueGreaterThan(1));
        } finally {
            loop.stop(new ShutdownEvent());
        }
    }
}

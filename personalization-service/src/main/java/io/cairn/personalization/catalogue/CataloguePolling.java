package io.cairn.personalization.catalogue;

import io.cairn.kit.threads.Daemons;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Looks for what others changed, in PostgreSQL and in Redis, each in a thread of its own: either may be away. */
@Singleton
class CataloguePolling {
    private static final Logger LOG = Logger.getLogger(CataloguePolling.class);

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(3, Daemons.named("catalogue"));
    private final ItemFeed items;
    private final LiveMaps maps;
    private final KeptMaps kept;
    private final Duration interval;

    private final MeterRegistry meters;

    CataloguePolling(
            ItemFeed items,
            LiveMaps maps,
            KeptMaps kept,
            MeterRegistry meters,
            @ConfigProperty(name = "cairn.catalogue.interval") Duration interval) {
        this.items = items;
        this.maps = maps;
        this.kept = kept;
        this.meters = meters;
        this.interval = interval;
    }

    void start(@Observes StartupEvent event) {
        repeat("catalogue", items::refresh);
        repeat("live maps", maps::refresh);
        repeat("kept maps", kept::store);
    }

    void stop(@Observes ShutdownEvent event) {
        threads.shutdownNow();
    }

    private void repeat(String what, Runnable refresh) {
        Turn turn = new Turn(what, refresh);
        TimeGauge.builder("cairn.catalogue.lag", turn, TimeUnit.NANOSECONDS, Turn::lagNanos)
                .tag("of", what)
                .description("since when what is in memory is not known to be what is stored")
                .register(meters);
        var unused = threads.scheduleWithFixedDelay(turn, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks once; says when it begins to fail and when it works again, not five times a second between. */
    private static final class Turn implements Runnable {
        private final String what;
        private final Runnable refresh;
        private volatile long equalAtNanos = System.nanoTime();
        private boolean failing;

        Turn(String what, Runnable refresh) {
            this.what = what;
            this.refresh = refresh;
        }

        long lagNanos() {
            return System.nanoTime() - equalAtNanos;
        }

        @Override
        public void run() {
            long begunNanos = System.nanoTime();
            try {
                refresh.run();
                equalAtNanos = begunNanos;
                if (failing) {
                    LOG.infof("the %s can be read again", what);
                }
                failing = false;
            } catch (Throwable e) { // an Error, too, would end the repetition for good
                if (!failing) {
                    LOG.warnf("the %s cannot be read; what is in memory stays in use: %s", what, e);
                }
                failing = true;
            }
        }
    }
}

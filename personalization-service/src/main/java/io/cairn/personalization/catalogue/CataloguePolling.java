package io.cairn.personalization.catalogue;

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

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2, task -> {
        Thread thread = new Thread(task, "catalogue");
        thread.setDaemon(true);
        return thread;
    });
    private final ItemFeed items;
    private final LiveMaps maps;
    private final Duration interval;

    CataloguePolling(
            ItemFeed items, LiveMaps maps, @ConfigProperty(name = "cairn.catalogue.interval") Duration interval) {
        this.items = items;
        this.maps = maps;
        this.interval = interval;
    }

    void start(@Observes StartupEvent event) {
        repeat("the catalogue", items::refresh);
        repeat("the live maps", maps::refresh);
    }

    void stop(@Observes ShutdownEvent event) {
        threads.shutdownNow();
    }

    private void repeat(String what, Runnable refresh) {
        var unused = threads.scheduleWithFixedDelay(
                new Runnable() {
                    private boolean failing;

                    /** Says when it begins to fail and when it works again, not four times a second between. */
                    @Override
                    public void run() {
                        try {
                            refresh.run();
                            if (failing) {
                                LOG.infof("%s can be read again", what);
                            }
                            failing = false;
                        } catch (RuntimeException e) {
                            if (!failing) {
                                LOG.warnf(
                                        "%s cannot be read; what is in memory stays in use: %s", what, e.getMessage());
                            }
                            failing = true;
                        }
                    }
                },
                0,
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
    }
}

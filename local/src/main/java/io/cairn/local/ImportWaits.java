package io.cairn.local;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How long {@code ./run import} waits for what.
 *
 * @param patience how long a file is sent again though none of it gets any farther; outlives a restart of the service or
 *     of PostgreSQL
 * @param place before it is asked again for one that was not free: the service reads up to 64 MiB of a file before that
 *     is answered
 * @param again before the second sending; a multiple of it before others
 * @param answer of a sending of which the service says that it is no longer at it; outlives a service that only paused
 * @param nanoTime the time by {@link System#nanoTime}
 */
record ImportWaits(Duration patience, Duration place, Duration again, Duration answer, LongSupplier nanoTime) {
    static final ImportWaits USUAL = new ImportWaits(
            Duration.ofMinutes(15),
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            Duration.ofSeconds(15),
            System::nanoTime);

    long now() {
        return nanoTime.getAsLong();
    }

    void forNextSending(int sent) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(again.toMillis() * Math.min(sent, 5));
    }

    /** Longer if the service says so. */
    void forPlace(HttpResponse<?> refused) throws InterruptedException {
        long asked = refused.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,5}"))
                .map(Long::valueOf)
                .orElse(0L);
        TimeUnit.MILLISECONDS.sleep(Math.max(place.toMillis(), TimeUnit.SECONDS.toMillis(asked)));
    }
}

package io.cairn.journey.publication;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Whether what is published reaches decisions within the second that is promised; not part of readiness. */
@Wellness
@ApplicationScoped
public class PublicationHealth implements HealthCheck {
    private static final Duration PROMISED = Duration.ofSeconds(1);

    private final PublicationLoop loop;

    PublicationHealth(PublicationLoop loop) {
        this.loop = loop;
    }

    @Override
    public HealthCheckResponse call() {
        Duration lag = loop.lag();
        return HealthCheckResponse.named("published-maps")
                .status(lag.compareTo(PROMISED) <= 0)
                .withData("lagMillis", lag.toMillis())
                .build();
    }
}

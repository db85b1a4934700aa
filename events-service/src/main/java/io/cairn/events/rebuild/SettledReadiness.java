package io.cairn.events.rebuild;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once profiles in doubt are folded again after the start. A store that is away does not hold it back, nor does a
 * long rebuild: events are taken meanwhile, and who reads a missing profile knows that all are not back.
 */
@Readiness
@ApplicationScoped
class SettledReadiness implements HealthCheck {
    private final ProfileGuardian guardian;
    private final RebuildProgress progress;
    private final Clock clock;
    private final Instant atTheLatest;

    SettledReadiness(
            ProfileGuardian guardian,
            RebuildProgress progress,
            Clock clock,
            @ConfigProperty(name = "cairn.events.ready-at-the-latest") Duration patience) {
        this.guardian = guardian;
        this.progress = progress;
        this.clock = clock;
        this.atTheLatest = clock.instant().plus(patience);
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("profiles")
                .status(guardian.isSettled() || clock.instant().isAfter(atTheLatest))
                .withData("rebuilding", progress.isRunning())
                .withData("customersChecked", progress.done())
                .withData("customersTotal", progress.total())
                .build();
    }
}

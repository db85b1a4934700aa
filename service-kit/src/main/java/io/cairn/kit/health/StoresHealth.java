package io.cairn.kit.health;

import io.cairn.kit.redis.RedisCalls;
import io.smallrye.health.api.Wellness;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Whether the stores answer: shown in {@code /q/health} and {@code /q/health/well}, but not in readiness, for a store
 * that is down degrades the answers of all replicas alike and taking them all away would help nobody.
 */
@ApplicationScoped
public class StoresHealth {
    private static final int VALIDATION_SECONDS = 2;

    @Produces
    @Wellness
    HealthCheck postgresql(DataSource dataSource) {
        return () -> HealthCheckResponse.named("postgresql")
                .status(answers(dataSource))
                .build();
    }

    @Produces
    @Wellness
    HealthCheck redis(RedisCalls redis) {
        return () -> HealthCheckResponse.named("redis").status(answers(redis)).build();
    }

    private static boolean answers(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(VALIDATION_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }

    private static boolean answers(RedisCalls redis) {
        try {
            redis.call(Request.cmd(Command.PING));
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }
}

package io.cairn.events.ingest;

import static io.cairn.events.Service.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.cairn.events.EventsTest;
import io.cairn.events.Service;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EventsTest
class BytesInFlightTest {
    private static final String EVENT = "{\"userId\":\"u\",\"event\":\"e\",\"messageId\":\"m\"}";

    @Inject
    Service service;

    @Inject
    BytesInFlight inFlight;

    @ConfigProperty(name = "cairn.events.max-bytes-in-flight")
    int all;

    @BeforeEach
    void wipe() throws SQLException {
        service.wipe();
    }

    @Test
    void pastItsLimitTheServiceAsksToBeCalledAgainAndThenTakesTheEvents() throws SQLException {
        inFlight.within(all, () -> {
            post("/v1/track", EVENT)
                    .statusCode(429)
                    .contentType("application/problem+json")
                    .header("Retry-After", equalTo("1"));
            return post("/v1/batch", "{\"batch\":[" + EVENT + "]}").statusCode(429);
        });
        assertThat(service.logged()).isZero();
        post("/v1/track", EVENT).statusCode(200).body("accepted", equalTo(1));
    }
}

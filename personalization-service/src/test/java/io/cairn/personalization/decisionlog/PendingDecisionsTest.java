package io.cairn.personalization.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.kit.redis.RedisCalls;
import io.cairn.personalization.PersonalizationTest;
import io.cairn.personalization.customer.Answer;
import io.cairn.personalization.decisionlog.PendingDecisions.Pending;
import io.cairn.personalization.decisionlog.persistence.LogLock;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@PersonalizationTest
class PendingDecisionsTest {
    private static final int MANY = 60;
    private static final int PROFILE_BYTES = 200_000;

    @Inject
    PendingDecisions pending;

    @Inject
    RedisCalls redis;

    @Inject
    LogLock log;

    @Test
    void largeProfilesAreReadAFewAtATime() {
        WhenFree.run(log, writer -> {
            List<Pending> put = put();
            try {
                readAll(put);
            } finally {
                pending.remove(put);
            }
        });
    }

    private void readAll(List<Pending> put) {
        Set<String> waiting = new HashSet<>();
        put.forEach(decision -> waiting.add(decision.record().decisionId()));
        String from = "0";
        do {
            PendingDecisions.Some some = pending.some(from);
            assertThat(some.decisions()).hasSizeLessThan(MANY / 2);
            for (Pending decision : some.decisions()) {
                if (waiting.remove(decision.record().decisionId())) {
                    assertThat(decision.record().profile().bytes()).hasSize(PROFILE_BYTES);
                }
            }
            from = some.next();
        } while (!from.equals("0"));
        assertThat(waiting).isEmpty();
    }

    /** As the script that records would have them. */
    private List<Pending> put() {
        List<Pending> put = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            byte[] profile = new byte[PROFILE_BYTES];
            Arrays.fill(profile, (byte) i);
            Pending decision = decision(LoggedProfile.of(profile));
            put.add(decision);
            ByteArrayOutputStream stored = new ByteArrayOutputStream();
            stored.writeBytes("epoch\n".getBytes(StandardCharsets.UTF_8));
            stored.writeBytes(RecordCodec.encode(decision.record()));
            redis.batch(List.of(
                    Request.cmd(Command.HSET)
                            .arg("cairn:decisions:pending")
                            .arg(decision.record().decisionId())
                            .arg(stored.toByteArray()),
                    Request.cmd(Command.HSET)
                            .arg("cairn:decisions:profiles")
                            .arg(decision.record().profile().digest())
                            .arg(Objects.requireNonNull(
                                    decision.record().profile().bytes()))));
        }
        return put;
    }

    private static Pending decision(LoggedProfile profile) {
        String id = UUID.randomUUID().toString();
        return new Pending(
                "epoch",
                new DecisionRecord(
                        id,
                        "u-" + id,
                        Instant.parse("2026-06-15T12:00:00Z"),
                        null,
                        "web",
                        List.of(),
                        new Answer("{}", "{}"),
                        List.of(),
                        List.of(),
                        List.of(),
                        "{}",
                        new byte[] {1, 0, 0, 0, 0, 0},
                        "{}",
                        7,
                        profile));
    }
}

package io.cairn.personalization.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.personalization.PersonalizationTest;
import io.cairn.personalization.caps.Contact;
import io.cairn.personalization.customer.Answer;
import io.cairn.personalization.customer.KeptAnswers.Kept;
import io.cairn.personalization.customer.Recording.Sticky;
import io.cairn.personalization.decisionlog.PendingDecisions.Pending;
import io.cairn.personalization.decisionlog.persistence.DecisionLogRepository;
import io.cairn.personalization.decisionlog.persistence.LogLock;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@PersonalizationTest
class DecisionLogRepositoryTest {
    private static final Instant AT = Instant.parse("2026-06-15T12:00:00.007Z");

    @Inject
    DecisionLogRepository log;

    @Inject
    LogLock lock;

    @Inject
    DataSource database;

    private final String customer = "u-" + UUID.randomUUID();

    @Test
    void decisionIsLoggedOnceHoweverOftenItComes() throws SQLException {
        Pending first = decision("{\"n\":\"\\\\ \\n Ä\"}", List.of("a\\\"b", "c,d"));
        Pending second = decision("{\"n\":2}", List.of());
        append(List.of(first, first));
        append(List.of(second, first));
        append(List.of(first, second));
        assertThat(count("decision_log")).isEqualTo(2);
        assertThat(count("proposition")).isEqualTo(2);
        assertThat(count("held_out")).isEqualTo(2);
        LoggedDecision logged = log.find(first.record().decisionId()).orElseThrow();
        assertThat(logged).usingRecursiveComparison().isEqualTo(LoggedDecision.of(first.record()));
        assertThat(text(
                        "select tags[1] || ' ' || tags[2] || ' ' || stages[1] || ' ' || counted || ' ' || decided_at"
                                + " from proposition where decision_id = ?",
                        first.record().decisionId()))
                .isEqualTo("a\\\"b c,d shop/purchase true 2026-06-15 12:00:00.007+00");
    }

    @Test
    void profileIsReadByAllThatNameIt() throws SQLException {
        Pending with = decision("{}", List.of());
        LoggedProfile named = LoggedProfile.named(with.record().profile().hash());
        Pending without = decision("{}", List.of(), named);
        append(List.of(without));
        String id = without.record().decisionId();
        assertThat(log.find(id).orElseThrow().profile()).isEqualTo(named);
        assertThat(log.profile(named)).isEmpty();
        append(List.of(with, without));
        assertThat(log.find(id).orElseThrow().profile())
                .usingRecursiveComparison()
                .isEqualTo(with.record().profile());
        assertThat(log.profile(named)).contains(with.record().profile().bytes());
    }

    @Test
    void oneThatCannotBeLoggedKeepsNoOtherFromIt() throws SQLException {
        Pending good = decision("{}", List.of());
        Pending bad = decision("{\"n\":\"\0\"}", List.of()); // which PostgreSQL cannot hold
        WhenFree.run(lock, writer -> {
            writer.appendIfPossible(List.of(bad));
            writer.append(List.of(good));
        });
        assertThat(count("decision_log")).isEqualTo(1);
        assertThat(log.find(good.record().decisionId())).isPresent();
    }

    @Test
    void stateOfAnEarlierBuildIsReadAsItWasLogged() throws SQLException {
        Pending decision = decision("{}", List.of());
        append(List.of(decision));
        String earlier = "{\"contacts\":[],\"positions\":{}}";
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update decision_log set state = ?, state_bytes = null where decision_id = ?")) {
            update.setString(1, earlier);
            update.setString(2, decision.record().decisionId());
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
        assertThat(log.find(decision.record().decisionId()).orElseThrow().state())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(earlier);
    }

    @Test
    void answersThatAreToBeGivenAgainComePageByPageTheLatestFirst() {
        List<Pending> decisions = new ArrayList<>();
        LoggedProfile profile = LoggedProfile.of(new byte[] {1});
        String since = DecisionRecord.idSince(AT);
        for (int i = 0; i < 500; i++) {
            String id = since + "-7000-8000-%012d-%s".formatted(i, customer);
            Sticky sticky = new Sticky("web", Duration.ofHours(i + 1L));
            decisions.add(
                    switch (i % 3) {
                        case 0 -> decision(id, "{}", List.of(), profile, "r" + i, List.of());
                        case 1 -> decision(id, "{}", List.of(), profile, null, List.of(sticky));
                        default -> decision(id, "{}", List.of(), profile, null, List.of());
                    });
        }
        String before = DecisionRecord.idSince(AT.minusMillis(2)) + "-7fff-8000-" + customer;
        decisions.add(decision(before, "{}", List.of(), profile, "earlier", List.of()));
        append(decisions);
        List<String> found = new ArrayList<>();
        WhenFree.run(
                lock,
                log -> log.answersBefore("another epoch", AT.minusMillis(1), released -> {}, some -> {
                    assertThat(some).hasSizeLessThan(334);
                    some.stream()
                            .filter(kept -> kept.customerId().equals(customer))
                            .forEach(kept -> found.add(
                                    kept.asked() == null
                                            ? kept.sticky().toString()
                                            : kept.asked().requestId()));
                }));
        List<String> expected = new ArrayList<>();
        for (int i = 499; i >= 0; i--) {
            if (i % 3 < 2) {
                expected.add(i % 3 == 0 ? "r" + i : "[web/PT" + (i + 1) + "H]");
            }
        }
        assertThat(found).isEqualTo(expected);
        WhenFree.run(
                lock,
                log -> log.answersBefore("epoch", AT.minusMillis(1), released -> {}, some -> assertThat(some)
                        .extracting(Kept::customerId)
                        .doesNotContain(customer)));
    }

    private void append(List<Pending> decisions) {
        WhenFree.run(lock, writer -> writer.append(decisions));
    }

    private Pending decision(String answer, List<String> tags) {
        return decision(answer, tags, LoggedProfile.of(customer.getBytes(StandardCharsets.UTF_8)));
    }

    private Pending decision(String answer, List<String> tags, LoggedProfile profile) {
        return decision(UUID.randomUUID().toString(), answer, tags, profile, null, List.of());
    }

    private Pending decision(
            String id,
            String answer,
            List<String> tags,
            LoggedProfile profile,
            @Nullable String requestId,
            List<Sticky> sticky) {
        Contact contact = new Contact(id + ".1", "ten", null, tags, "web", "web", false, AT, Map.of());
        return new Pending(
                "epoch",
                new DecisionRecord(
                        id,
                        customer,
                        AT,
                        requestId,
                        "web",
                        sticky,
                        new Answer(answer, "{}"),
                        List.of(contact),
                        List.of(),
                        List.of(new HeldOut("r", "web")),
                        "{}",
                        new byte[] {1, 0, 0, 0, 0, 0},
                        "{\"contacts\":[],\"positions\":{\"shop\":{\"stage\":\"purchase\",\"since\":\"2026-06-15T12:00:00Z\",\"mapVersion\":1}}}",
                        7,
                        profile));
    }

    private long count(String table) throws SQLException {
        return Long.parseLong(text("select count(*)::text from " + table + " where customer_id = ?", customer));
    }

    private String text(String sql, String parameter) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, parameter);
            try (ResultSet rows = query.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return rows.getString(1);
            }
        }
    }
}

package io.cairn.personalization.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.personalization.caps.Contact;
import io.cairn.personalization.contact.Outcome;
import io.cairn.personalization.customer.Answer;
import io.cairn.personalization.customer.Recording.Sticky;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordCodecTest {
    @Test
    void theStateOfAnEarlierBuildIsALineOfJson() {
        String stored =
                """
                {"decisionId":"d","customerId":"u1","at":"2026-06-15T12:00:00Z","placements":"web","reserved":[]}
                {"a":1}
                {"b":2}
                {"c":3}
                {"contacts":[]}
                {"positions":{}}
                profile""";
        DecisionRecord record = RecordCodec.decode(("epoch\n" + stored).getBytes(StandardCharsets.UTF_8), 6);
        assertThat(record.answer()).isEqualTo(new Answer("{\"a\":1}", "{\"b\":2}"));
        assertThat(record.inputs()).isEqualTo("{\"c\":3}");
        assertThat(record.sticky()).isEmpty();
        assertThat(record.state()).asString(StandardCharsets.UTF_8).isEqualTo("{\"contacts\":[]}");
        assertThat(record.positions()).isEqualTo("{\"positions\":{}}");
        assertThat(record.profile())
                .usingRecursiveComparison()
                .isEqualTo(LoggedProfile.of("profile".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatANewerReplicaAddedIsPassedOver() {
        String stored =
                """
                {"decisionId":"d","customerId":"u1","at":"2026-06-15T12:00:00Z","requestId":null,"placements":"web",\
                "reserved":[],"profileRevision":7,"stateBytes":2,"added":{"a":1}}
                {}
                {}
                {}
                {}
                state""";
        DecisionRecord record = RecordCodec.decode(stored.getBytes(StandardCharsets.UTF_8), 0);
        assertThat(record.profileRevision()).isEqualTo(7);
        assertThat(record.state()).asString(StandardCharsets.UTF_8).isEqualTo("st");
        assertThat(record.profile().bytes()).asString(StandardCharsets.UTF_8).isEqualTo("ate");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"campaign-7/u1", "zwei\nZeilen \"Ä\" \uD83D\uDE00"})
    void recordIsReadAsItWasWritten(@Nullable String requestId) {
        Instant at = Instant.parse("2026-06-15T12:00:00.001Z");
        Contact fallback = new Contact("d.1", "news", null, List.of(), "mail", "email", true, at, Map.of());
        Contact chosen = new Contact(
                "d.2",
                "ten",
                "r",
                List.of("discount"),
                "web",
                "web",
                false,
                at,
                Map.of(Outcome.CLICKED, at, Outcome.FAILED, at.plusMillis(7)));
        DecisionRecord record = new DecisionRecord(
                "d",
                "u1",
                at,
                requestId,
                "mail,web",
                List.of(new Sticky("mail", Duration.ofMinutes(90))),
                new Answer("{\"a\":\"\\n\"}", "{}"),
                List.of(fallback, chosen),
                List.of(fallback),
                List.of(new HeldOut("r", "mail")),
                "{\"b\":1}",
                new byte[] {'\n', 2, '\n'},
                "{\"positions\":{}}",
                7,
                LoggedProfile.named(LoggedProfile.of(new byte[] {1}).hash()));
        assertThat(RecordCodec.decode(RecordCodec.encode(record), 0))
                .usingRecursiveComparison()
                .isEqualTo(record);
    }
}

package io.cairn.events.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.events.identity.Join;
import io.cairn.events.log.ReceivedEvent;
import io.cairn.events.plan.PlanCheck;
import io.cairn.model.event.LoggedEvent;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventReaderTest {
    private static final Instant RECEIVED = Instant.parse("2026-01-31T12:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final EventReader reader = new EventReader(() -> "made", PlanCheck.NONE);

    private ReceivedEvent read(String item) throws InvalidEvent {
        return read(item, "{}");
    }

    private ReceivedEvent read(String item, String batch) throws InvalidEvent {
        return reader.read(
                tree(item), "/batch/0", Envelope.of(tree(batch), new Receiving(RECEIVED, false, LoggedEvent.EARLIEST)));
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void trackCountsUnderItsEvent() throws InvalidEvent {
        ReceivedEvent event = read("{\"type\":\"track\",\"event\":\"purchase\",\"userId\":\"u\",\"messageId\":\"m\"}");
        assertThat(event.event().name()).isEqualTo("purchase");
        assertThat(event.event().at()).isEqualTo(RECEIVED);
        assertThat(event.messageId()).isEqualTo("m");
        assertThat(event.join()).isEmpty();
    }

    @Test
    void pageWithoutANameCountsAsPageAndKeepsItsCategory() throws InvalidEvent {
        ReceivedEvent event = read("{\"type\":\"page\",\"category\":\"docs\",\"userId\":\"u\"}");
        assertThat(event.event().name()).isEqualTo("page");
        assertThat(event.event().properties()).isEqualTo(Map.of("category", "docs"));
        assertThat(event.messageId()).isEqualTo("made");
    }

    @Test
    void traitsOfAnIdentifyMayStandInItsContextAlone() throws InvalidEvent {
        String context = "\"context\":{\"traits\":{\"consent\":{\"sms\":false}}}}";
        assertThat(read("{\"type\":\"identify\",\"userId\":\"u\"," + context)
                        .event()
                        .traits())
                .isEqualTo(Map.of("consent", Map.of("sms", false)));
        assertThat(read("{\"type\":\"identify\",\"userId\":\"u\",\"traits\":{\"a\":1}," + context)
                        .event()
                        .traits())
                .isEqualTo(Map.of("a", 1L));
        assertThat(read("{\"type\":\"track\",\"event\":\"e\",\"userId\":\"u\"," + context)
                        .event()
                        .traits())
                .isEmpty();
    }

    @Test
    void groupHasItsIdAndTraits() throws InvalidEvent {
        ReceivedEvent event =
                read("{\"type\":\"group\",\"userId\":\"u\",\"groupId\":\"g\",\"traits\":{\"plan\":\"pro\"}}");
        assertThat(event.event().groupId()).isEqualTo("g");
        assertThat(event.event().traits()).isEqualTo(Map.of("plan", "pro"));
    }

    @Test
    void externalIdsAreAskedForByTypeAndIdAndByTheirHash() throws InvalidEvent {
        String event = "{\"type\":\"track\",\"event\":\"e\",\"userId\":\"u\",\"context\":{\"externalIds\":[%s]}}";
        assertThat(read(event.formatted("{\"type\":\"crm\",\"id\":7,\"encoding\":\"SHA256\"}"))
                        .externalIds())
                .containsExactly("crm_sha256:7");
        assertThat(read(event.formatted("{\"type\":\"email\",\"id\":\" A@B.org\"}"))
                        .externalIds())
                .contains("email: a@b.org", "email:a@b.org")
                .hasSize(3);
        assertThat(read(event.formatted("{\"type\":\"email_sha256\",\"id\":\"9F86\"}"))
                        .externalIds())
                .containsExactly("email_sha256:9f86");
        assertThat(read(event.formatted("{\"type\":\"Email_SHA256\",\"id\":\"9F86\",\"encoding\":\"sha256\"}"))
                        .externalIds())
                .containsExactly("email_sha256:9f86");
        assertThat(read(event.formatted("{\"type\":\"CRM\",\"id\":\"A7\"}")).externalIds())
                .contains("CRM:A7")
                .anyMatch(id -> id.startsWith("crm_sha256:"))
                .hasSize(2);
        assertThat(read(event.formatted("{\"type\":\"Email\",\"id\":\"A@B.org\"}"))
                        .externalIds())
                .isEqualTo(read(event.formatted("{\"type\":\"email\",\"id\":\"a@b.org\"}"))
                        .externalIds());
        assertThat(read(event.formatted("")).externalIds()).isEmpty();
    }

    @Test
    void wholeNumbersAreTakenAsIdsAndEmptyTextsAreAbsent() throws InvalidEvent {
        ReceivedEvent event =
                read("{\"type\":\"track\",\"event\":\"e\",\"userId\":42,\"anonymousId\":\"\",\"messageId\":null}");
        assertThat(event.event().userId()).isEqualTo("42");
        assertThat(event.event().anonymousId()).isNull();
    }

    @Test
    void identifyWithBothIdsAndAliasJoin() throws InvalidEvent {
        assertThat(read("{\"type\":\"identify\",\"userId\":\"u\",\"anonymousId\":\"a\"}")
                        .join())
                .contains(new Join("made", "a", "u", RECEIVED, false));
        assertThat(read("{\"type\":\"alias\",\"userId\":\"u\",\"previousId\":\"a\"}")
                        .join())
                .contains(new Join("made", "a", "u", RECEIVED, false));
        assertThat(read("{\"type\":\"track\",\"event\":\"e\",\"userId\":\"u\",\"anonymousId\":\"a\"}")
                        .join())
                .isEmpty();
    }

    @Test
    void contextOfTheBatchHoldsUnlessTheEventSaysOtherwise() throws InvalidEvent {
        ReceivedEvent event = read(
                "{\"type\":\"track\",\"event\":\"e\",\"userId\":\"u\",\"context\":{\"ip\":\"2\"}}",
                "{\"context\":{\"ip\":\"1\",\"locale\":\"de\"},\"sentAt\":\"2026-01-31T12:00:00Z\"}");
        assertThat(event.context()).isEqualTo(Map.of("ip", "2", "locale", "de"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    5                                                                              | /batch/0
                    {"userId":"u"}                                                                 | /batch/0/type
                    {"type":"trak","userId":"u"}                                                   | /batch/0/type
                    {"type":"track","userId":"u"}                                                  | /batch/0/event
                    {"type":"track","event":"*","userId":"u"}                                      | /batch/0/event
                    {"type":"track","event":"e"}                                                   | /batch/0/userId
                    {"type":"track","event":"e","userId":["u"]}                                    | /batch/0/userId
                    {"type":"track","event":"e","userId":1.5}                                      | /batch/0/userId
                    {"type":"track","event":"e","userId":"a\\u0000"}                               | /batch/0/userId
                    {"type":"track","event":"e","userId":"\\ud800"}                                | /batch/0/userId
                    {"type":"track","event":"e","userId":"u","timestamp":1769860800}               | /batch/0/timestamp
                    {"type":"track","event":"e","userId":"u","timestamp":"1969-12-31T23:59:59Z"}   | /batch/0/timestamp
                    {"type":"track","event":"e","userId":"u","sentAt":"now"}                       | /batch/0/sentAt
                    {"type":"track","event":"e","userId":"u","properties":[]}                      | /batch/0/properties
                    {"type":"track","event":"e","userId":"u","properties":{"a":{"b":1e999999}}}    | /batch/0/properties/a/b
                    {"type":"track","event":"e","userId":"u","properties":{"a":"\\udc00"}}         | /batch/0/properties/a
                    {"type":"track","event":"e","userId":"u","context":"c"}                        | /batch/0/context
                    {"type":"identify","userId":"u","traits":"t"}                                  | /batch/0/traits
                    {"type":"alias","userId":"u"}                                                  | /batch/0/previousId
                    {"type":"alias","anonymousId":"a","previousId":"p"}                            | /batch/0/userId
                    {"type":"group","userId":"u"}                                                  | /batch/0/groupId
                    """)
    void badEventNamesTheField(String item, String pointer) {
        assertThatExceptionOfType(InvalidEvent.class)
                .isThrownBy(() -> read(item))
                .extracting(InvalidEvent::pointer)
                .isEqualTo(pointer);
    }

    @ParameterizedTest
    @CsvSource({
        // the sender's clock is an hour ahead
        "\"timestamp\":\"2026-01-31T12:50:00Z\",2026-01-31T11:50:00Z",
        "\"originalTimestamp\":\"2026-01-31T12:50:00Z\",2026-01-31T11:50:00Z",
        "'\"originalTimestamp\":\"2026-01-31T12:50:00Z\",\"timestamp\":\"2025-05-01T10:00:00Z\"',2025-05-01T10:00:00Z"
    })
    void clockIsCorrectedUnlessTheTimestampStandsBesideTheOriginal(String times, Instant at) throws InvalidEvent {
        ReceivedEvent event =
                read("{\"type\":\"page\",\"userId\":\"u\"," + times + "}", "{\"sentAt\":\"2026-01-31T13:00:00Z\"}");
        assertThat(event.event().at()).isEqualTo(at);
    }

    @Test
    void originalTimestampThatIsNoTimeIsNamed() {
        assertThatExceptionOfType(InvalidEvent.class)
                .isThrownBy(() -> read("{\"type\":\"page\",\"userId\":\"u\",\"originalTimestamp\":7}"))
                .matches(e -> e.pointer().equals("/batch/0/originalTimestamp"));
    }
}

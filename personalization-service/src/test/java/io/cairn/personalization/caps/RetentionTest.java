package io.cairn.personalization.caps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.personalization.catalogue.SpecCatalogue;
import io.cairn.personalization.contact.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    private static Retention retention(String policy) throws JsonProcessingException {
        String given = "{\"contactPolicy\":" + policy.replace('\'', '"') + "}";
        return new Retention(SpecCatalogue.read(new ObjectMapper().readTree(given)));
    }

    private static Contact contact(int daysAgo, Map<Outcome, Instant> outcomes) {
        Instant at = NOW.minus(Duration.ofDays(daysAgo));
        return new Contact("p" + daysAgo, "ten", "r", List.of(), "mail", "email", true, at, outcomes);
    }

    private static Contact dismissed(int daysAgo) {
        return contact(daysAgo, Map.of(Outcome.DISMISSED, NOW.minus(Duration.ofDays(daysAgo))));
    }

    private static List<String> kept(Retention retention, Contact... contacts) {
        return retention.kept(List.of(contacts), NOW, ZoneOffset.UTC).stream()
                .map(Contact::propositionId)
                .toList();
    }

    @Test
    void latestOutcomesThatItTakesToSuppressAreKeptFor400Days() throws JsonProcessingException {
        Retention twice = retention("{'suppress':[{'outcome':'dismissed','times':2,'for':'P30D'}]}");
        assertThat(kept(twice, dismissed(350), contact(320, Map.of()), dismissed(300), dismissed(200)))
                .containsExactly("p300", "p200");
        assertThat(kept(twice, dismissed(401), dismissed(399))).containsExactly("p399");
    }

    @Test
    void whatNothingCountsIsKeptFor30DaysAndOfManyTheLatest200() throws JsonProcessingException {
        Retention nothing = retention("{}");
        assertThat(kept(nothing, contact(30, Map.of()), contact(29, Map.of()))).containsExactly("p29");
        Contact[] many = IntStream.range(0, 300)
                .mapToObj(i -> new Contact(
                        "p" + i, "ten", "r", List.of(), "mail", "email", true, NOW.minusSeconds(300 - i), Map.of()))
                .toArray(Contact[]::new);
        assertThat(kept(nothing, many)).hasSize(200).startsWith("p100").endsWith("p299");
    }

    @Test
    void stateIsForEverWhereACapHasNoPeriodAndTheLogIsReadFromItsBeginning() throws JsonProcessingException {
        Retention ever = retention("{'channels':{'email':{'caps':[{'limit':3}]}}}");
        assertThat(ever.isForEver(List.of(contact(1, Map.of())))).isTrue();
        assertThat(ever.horizon(NOW)).isEqualTo(Instant.EPOCH);
        Retention weekly = retention("{'channels':{'email':{'caps':[{'limit':3,'per':'P7D'}]}}}");
        assertThat(weekly.isForEver(List.of(contact(1, Map.of())))).isFalse();
        assertThat(weekly.horizon(NOW)).isEqualTo(NOW.minus(Duration.ofDays(401)));
    }

    @Test
    void theLogIsReadBackToWhatSuppressesThoughItWasHandedOutLongBefore() throws JsonProcessingException {
        Retention once = retention("{'suppress':[{'outcome':'dismissed','times':1,'for':'P400D'}]}");
        Contact late = contact(410, Map.of(Outcome.DISMISSED, NOW.minus(Duration.ofDays(380))));
        assertThat(kept(once, late)).containsExactly("p410");
        assertThat(once.horizon(NOW)).isBefore(late.at());
    }

    @Test
    void capsOverAllOfChannelsAndOfTagsCountAContactForEver() throws JsonProcessingException {
        Contact tagged = new Contact("p", "ten", "r", List.of("sale"), "mail", "email", true, NOW, Map.of());
        for (String counting : List.of(
                "{'caps':[{'limit':3}]}",
                "{'caps':[{'limit':3,'per':'P7D'},{'limit':9}]}",
                "{'channels':{'email':{'caps':[{'limit':3}]}}}",
                "{'tags':{'sale':{'caps':[{'limit':3}]}}}")) {
            assertThat(retention(counting).isForEver(List.of(tagged)))
                    .as(counting)
                    .isTrue();
        }
        for (String other : List.of(
                "{'caps':[{'limit':3,'per':'P7D'}]}",
                "{'channels':{'push':{'caps':[{'limit':3}]}}}",
                "{'tags':{'news':{'caps':[{'limit':3}]}}}")) {
            assertThat(retention(other).isForEver(List.of(tagged))).as(other).isFalse();
        }
    }
}

package io.cairn.model.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CustomerZoneTest {
    private static final ZoneId DEFAULT = ZoneId.of("UTC");

    @Test
    void theTraitTimezoneGoesFirst() {
        assertThat(zone(Map.of("timezone", "America/Chicago", "country", "DE"))).isEqualTo("America/Chicago");
    }

    @Test
    void theCountryGivesItsMostPopulousZone() {
        assertThat(zone(Map.of("country", "DE"))).isEqualTo("Europe/Berlin");
        assertThat(zone(Map.of("country", "au"))).isEqualTo("Australia/Sydney");
        assertThat(zone(Map.of("address", Map.of("country", "BR")))).isEqualTo("America/Sao_Paulo");
    }

    @Test
    void whatIsNoZoneOrCountryIsPassedOver() {
        assertThat(zone(Map.of("timezone", "Berlin!", "country", "JP"))).isEqualTo("Asia/Tokyo");
        assertThat(zone(Map.of("timezone", 3L, "country", "Germany"))).isEqualTo("UTC");
        assertThat(zone(Map.of("country", List.of("DE"), "address", "here"))).isEqualTo("UTC");
        assertThat(zone(Map.of())).isEqualTo("UTC");
    }

    private static String zone(Map<String, Object> traits) {
        return CustomerZone.of(traits, DEFAULT).getId();
    }
}

package io.cairn.personalization.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MomentTest {
    @Test
    void idIsAUuidOfVersion7() {
        Instant now = Instant.parse("2026-06-15T12:00:00.123Z");
        UUID id = UUID.fromString(Moment.newId(now));
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(now.toEpochMilli());
        assertThat(Moment.newId(now)).isNotEqualTo(id.toString()).isLessThan(Moment.newId(now.plusMillis(1)));
    }
}

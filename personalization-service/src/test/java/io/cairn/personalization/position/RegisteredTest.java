package io.cairn.personalization.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.personalization.position.Registered.Phase;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RegisteredTest {
    @ParameterizedTest
    @EnumSource
    void inAnotherRedisProfilesAreLookedForAtOnce(Phase phase) {
        assertThat(in("r1", phase).mustBeginIn("r2")).isTrue();
        assertThat(in("?r1", phase).mustBeginIn("r2")).isTrue();
        assertThat(in("", phase).mustBeginIn("r1")).isTrue();
        assertThat(in("r1", phase).mustBeginIn("r1")).isFalse();
    }

    @Test
    void whereAnAnnouncementWasLostWhoIsBeingLookedAtIsLookedAtToTheEndFirst() {
        assertThat(in("?r1", Phase.SCAN).mustBeginIn("r1")).isFalse();
        assertThat(in("?r1", Phase.SWEEP).mustBeginIn("r1")).isFalse();
        assertThat(in("?r1", Phase.DONE).mustBeginIn("r1")).isTrue();
    }

    private static Registered in(String redis, Phase phase) {
        return new Registered(7, "maps", redis, phase, "", 0, Instant.EPOCH, "");
    }
}

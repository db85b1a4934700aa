package io.cairn.kit.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.kit.redis.RedisCalls;
import io.cairn.kit.redis.RedisGreeting;
import io.cairn.kit.test.CairnStores;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = CairnStores.class, scope = TestResourceScope.GLOBAL)
class ProfileMarksTest {
    @Inject
    RedisCalls redis;

    @Inject
    ProfileMarks marks;

    @Inject
    Instance<RedisGreeting> greetings;

    /** It may have lost its latest writes: who has no profile may be a known customer. */
    @Test
    void whoGreetsARedisThatWasRestartedNoLongerTakesProfilesForComplete() {
        redis.call(Request.cmd(Command.SET).arg(ProfileKeys.COMPLETE).arg(marks.run()));
        greet(marks.run());
        assertThat(marks.areComplete()).isTrue();
        greet("a later run");
        assertThat(redis.call(Request.cmd(Command.GET).arg(ProfileKeys.COMPLETE)))
                .isNull();
        greet("a later run");
    }

    private void greet(String run) {
        assertThat(greetings).isNotEmpty();
        greetings.forEach(greeting -> redis.call(greeting.greeting(run)));
    }
}

package io.cairn.kit.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.impl.types.SimpleStringType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProfileStoreTest {
    private static final String WHO = "u";
    private static final Response MARK = Response.newInstance(SimpleStringType.create("run"));

    @Test
    void whoHasNoProfileIsAStrangerOnlyIfAllWereThereBeforeAndAfter() {
        assertThat(lookup(false, false)).isInstanceOf(ProfileLookup.Rebuilding.class);
        assertThat(lookup(true, false)).as("flushed since").isInstanceOf(ProfileLookup.Rebuilding.class);
        assertThat(lookup(false, true)).as("all back since").isInstanceOf(ProfileLookup.Rebuilding.class);
        assertThat(lookup(true, true)).isInstanceOf(ProfileLookup.Stranger.class);
    }

    @Test
    void whatSaysThatAllAreThereIsAskedBeforeAndAfterTheRest() {
        List<String> keys = ProfileStore.lookupRequests(WHO).stream()
                .map(ProfileStoreTest::key)
                .toList();
        assertThat(keys)
                .containsExactly(
                        ProfileKeys.COMPLETE, ProfileKeys.profile(WHO), ProfileKeys.identity(WHO), ProfileKeys.COMPLETE)
                .hasSize(ProfileStore.LOOKUP_ANSWERS);
    }

    private static ProfileLookup lookup(boolean before, boolean after) {
        List<@Nullable Response> answers = new ArrayList<>();
        answers.add(before ? MARK : null);
        answers.add(null);
        answers.add(null);
        answers.add(after ? MARK : null);
        return ProfileStore.ownLookup(WHO, answers);
    }

    private static String key(Request request) {
        return request.getDelegate().toString().split("\r\n", -1)[4];
    }
}

package io.cairn.kit.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.model.event.EventType;
import io.cairn.model.event.LoggedEvent;
import io.cairn.model.profile.CustomerProfile;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.impl.types.BulkType;
import io.vertx.redis.client.impl.types.SimpleStringType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        List<String> keys =
                LookupAnswers.requests(WHO).stream().map(ProfileStoreTest::key).toList();
        assertThat(keys)
                .containsExactly(
                        ProfileKeys.COMPLETE, ProfileKeys.profile(WHO), ProfileKeys.identity(WHO), ProfileKeys.COMPLETE)
                .hasSize(LookupAnswers.COUNT);
    }

    @Test
    void hashesAndAddressesAreTheSameInAnyCase() {
        assertThat(HashedIds.canonical("Email_SHA256:9F86")).isEqualTo("email_sha256:9f86");
        assertThat(HashedIds.canonical("Email:Jane@Example.org")).isEqualTo("email:jane@example.org");
        assertThat(HashedIds.canonical("PHONE:+49 A")).isEqualTo("phone:+49 a");
        for (String other : List.of("CRM:A7", "Email", "_SHA256", "xsha256:AB", "Emails:A", ":A", "sha256:AB")) {
            assertThat(HashedIds.canonical(other)).isEqualTo(other);
        }
        assertThat(ProfileKeys.identity("Email_SHA256:9F86")).isEqualTo(ProfileKeys.identity("email_sha256:9f86"));
    }

    /** As of a device whose events are a customer's: its profile is put back before what leads to her. */
    @Test
    void whoseTheProfileOfNobodyIsIsNotKnownWhileProfilesAreBeingRebuilt() {
        CustomerProfile nobody = CustomerProfile.empty(WHO);
        assertThat(lookup(nobody, false)).isInstanceOf(ProfileLookup.Rebuilding.class);
        assertThat(lookup(nobody, true)).isInstanceOf(ProfileLookup.Found.class);
        LoggedEvent event = new LoggedEvent("m", EventType.TRACK, "e", WHO, null, Instant.EPOCH, Map.of(), Map.of());
        assertThat(lookup(nobody.with(List.of(event)), false)).isInstanceOf(ProfileLookup.Found.class);
    }

    private static ProfileLookup lookup(CustomerProfile profile, boolean complete) {
        Response mark = complete ? MARK : null;
        byte[] stored = new StoredProfile(1, profile).encode();
        Response found = Response.newInstance(BulkType.create(Buffer.buffer(stored), false));
        List<@Nullable Response> answers = new ArrayList<>();
        answers.add(mark);
        answers.add(found);
        answers.add(null);
        answers.add(mark);
        return new LookupAnswers(WHO, answers).own();
    }

    private static ProfileLookup lookup(boolean before, boolean after) {
        List<@Nullable Response> answers = new ArrayList<>();
        answers.add(before ? MARK : null);
        answers.add(null);
        answers.add(null);
        answers.add(after ? MARK : null);
        return new LookupAnswers(WHO, answers).own();
    }

    private static String key(Request request) {
        return request.getDelegate().toString().split("\r\n", -1)[4];
    }
}

package io.cairn.journey.map;

import static io.cairn.journey.Api.freshKey;
import static io.cairn.journey.Api.get;
import static io.cairn.journey.Api.save;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.journey.map.persistence.JourneyRepository;
import io.cairn.journey.publication.PublicationLoop;
import io.cairn.journey.validation.MapValidation;
import io.cairn.kit.problem.ProblemException;
import io.cairn.model.condition.Conditions;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What happens while a map is looked through: it takes a while, and nobody is kept waiting for it. */
@QuarkusTest
class PublishingTest {
    private static final Precondition NONE = new Precondition(null, null);

    @Inject
    JourneyRepository repository;

    @Inject
    PublicationLoop loop;

    @Inject
    Conditions conditions;

    @Inject
    Clock clock;

    @Test
    void draftThatIsSavedMeanwhileIsLookedThroughAndPublished() {
        String key = drawn("Before");
        List<String> looked = new ArrayList<>();
        JourneyVersion version = publishing(map -> {
                    looked.add(map);
                    if (looked.size() == 1) {
                        save(key, map("After")).statusCode(200);
                    }
                })
                .publish(key, null, null, NONE, "ann");
        assertThat(version.version()).isEqualTo(1);
        assertThat(looked).hasSize(2);
        get(key + "/live").body("name", equalTo("After"));
    }

    @Test
    void draftThatIsSavedMeanwhileIsNotPublishedIfAnotherWasRead() {
        String key = drawn("Before");
        Publishing publishing = publishing(map -> save(key, map("After")).statusCode(200));
        Precondition read = new Precondition(Set.of("1"), null);
        assertThatThrownBy(() -> publishing.publish(key, null, null, read, "ann"))
                .isInstanceOf(LostUpdate.class);
        get(key + "/live").statusCode(404);
    }

    @Test
    void draftThatIsSavedAllTheTimeIsAConflict() {
        String key = drawn("Before");
        Publishing publishing = publishing(map -> save(key, map("After")).statusCode(200));
        assertThatThrownBy(() -> publishing.publish(key, null, null, NONE, "ann"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(409));
    }

    @Test
    void earlierVersionIsPublishedWhateverBecomesOfTheDraft() {
        String key = drawn("First");
        publishing(map -> {}).publish(key, null, null, NONE, "ann");
        save(key, map("Second")).statusCode(200);
        publishing(map -> save(key, map("Third")).statusCode(200)).publish(key, 1, null, NONE, "ann");
        get(key + "/live").body("version", equalTo(2)).body("name", equalTo("First"));
    }

    private Publishing publishing(Consumer<String> meanwhile) {
        MapValidation validation = new MapValidation(new ObjectMapper(), conditions, clock) {
            @Override
            public void requirePublishable(String draft) {
                assertThat(QuarkusTransaction.getStatus() == Status.STATUS_ACTIVE)
                        .as("a transaction")
                        .isFalse();
                super.requirePublishable(draft);
                meanwhile.accept(draft);
            }
        };
        return new Publishing(repository, validation, loop, clock);
    }

    private static String drawn(String name) {
        String key = freshKey();
        save(key, map(name)).statusCode(201);
        return key;
    }

    private static String map(String name) {
        return "{\"name\":\"" + name + "\",\"stages\":[{\"key\":\"only\",\"name\":\"Only\"}]}";
    }
}

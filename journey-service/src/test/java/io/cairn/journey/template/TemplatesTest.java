package io.cairn.journey.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.journey.validation.Finding;
import io.cairn.journey.validation.Finding.Severity;
import io.cairn.journey.validation.MapValidation;
import io.cairn.model.condition.Condition;
import io.cairn.model.condition.ConditionKind;
import io.cairn.model.condition.Conditions;
import io.cairn.model.condition.Facts;
import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.JourneyMaps;
import io.cairn.model.map.Kpi;
import io.cairn.model.map.Persona;
import io.cairn.model.map.Stage;
import io.cairn.model.stage.ExampleCustomers;
import io.cairn.model.stage.StageResolver;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TemplatesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-15T12:30:00Z"), ZoneOffset.UTC);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Conditions CONDITIONS = new Conditions();

    static Stream<Template> templates() {
        return new Templates(JSON).all().stream();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void publishesWithoutErrorOrWarning(Template template) {
        assertThat(new MapValidation(JSON, CONDITIONS, CLOCK).findings(template.map()))
                .extracting(Finding::severity)
                .doesNotContain(Severity.ERROR, Severity.WARNING);
        assertThat(new MapValidation(JSON, CONDITIONS, CLOCK).findings(template.map()))
                .anySatisfy(found -> assertThat(found.detail()).startsWith("worth doing first"));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void somebodyIsOnEachStageAndTakenForEachPersona(Template template) {
        JourneyMap map = JourneyMaps.read(template.map());
        StageResolver resolver = StageResolver.of(map, CONDITIONS);
        for (int i = 0; i < map.stages().size(); i++) {
            Stage stage = map.stages().get(i);
            assertExample(stage.key(), stage.entryCriteria(), ConditionKind.ENTRY_CRITERIA, facts -> stage.key()
                    .equals(resolver.resolve(facts).stage()));
        }
        for (Persona persona : map.personas()) {
            assertExample(persona.key(), persona.criteria(), ConditionKind.PERSONA_CRITERIA, facts -> persona.key()
                    .equals(resolver.persona(facts)));
        }
    }

    private static void assertExample(
            String key, @Nullable String criteria, ConditionKind kind, Predicate<Facts> wanted) {
        List<Condition> near = new ArrayList<>();
        if (criteria != null) {
            near.add(CONDITIONS.compile(criteria, kind));
        }
        assertThat(ExampleCustomers.find(CLOCK.instant(), near, wanted)).as(key).isPresent();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void isCompleteAndMeasured(Template template) {
        JourneyMap map = JourneyMaps.read(template.map());
        assertThat(map.stages()).hasSizeBetween(4, 8);
        assertThat(map.personas()).hasSizeGreaterThanOrEqualTo(2).allSatisfy(persona -> {
            assertThat(persona.criteria()).isNotNull();
            assertThat(persona.goals()).isNotEmpty();
        });
        assertThat(map.reviewEvery()).isNotNull();
        assertThat(map.stages()).allSatisfy(stage -> {
            assertThat(stage.customerGoal()).isNotNull();
            assertThat(stage.kpis()).isNotEmpty().extracting(Kpi::target).doesNotContainNull();
            assertThat(stage.touchpoints()).isNotEmpty().allSatisfy(touchpoint -> {
                assertThat(touchpoint.channel()).isNotNull();
                assertThat(touchpoint.emotion()).isNotNull();
                assertThat(touchpoint.painPoints())
                        .allSatisfy(pain -> assertThat(pain.evidence()).isNotEmpty());
            });
        });
        assertThat(map.stages().stream().flatMap(stage -> stage.touchpoints().stream()))
                .anyMatch(touchpoint -> !touchpoint.byPersona().isEmpty());
        assertThat(Objects.requireNonNull(map.description())).isNotBlank();
    }

    @Test
    void thereAreEight() {
        assertThat(templates()).hasSizeGreaterThanOrEqualTo(8);
    }
}

package io.cairn.journey.validation;

import io.cairn.model.condition.Claims;
import io.cairn.model.condition.Condition;
import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.Persona;
import io.cairn.model.map.Stage;
import io.cairn.model.map.Touchpoint;
import io.cairn.model.stage.ExampleCustomer;
import io.cairn.model.stage.ExampleCustomers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the personas of a map tell customers apart. */
final class PersonaLogic {
    /** More examples help nobody, and each is searched for. */
    private static final int MAX_EXAMPLES = 10;

    private final CompiledMap compiled;
    private final List<Optional<Claims>> claims;
    private final Instant now;
    private int examples;
    private final List<Finding> findings = new ArrayList<>();

    private PersonaLogic(CompiledMap compiled, Instant now) {
        this.now = now;
        this.compiled = compiled;
        this.claims = compiled.personas().stream()
                .map(criteria -> criteria.map(Condition::claims))
                .toList();
    }

    static List<Finding> warnings(CompiledMap compiled, Instant now) {
        PersonaLogic logic = new PersonaLogic(compiled, now);
        if (compiled.personas().isEmpty()) {
            logic.findings.add(Finding.warning(
                    "/personas", "the map has no persona: say whose journey it is, at least one kind of customer"));
        }
        for (int i = 0; i < compiled.personas().size(); i++) {
            logic.check(i);
        }
        logic.checkViews();
        return logic.findings;
    }

    /** What is said of a persona that the map has not got. */
    private void checkViews() {
        JourneyMap map = compiled.map();
        Set<String> keys = map.personas().stream().map(Persona::key).collect(Collectors.toSet());
        for (int i = 0; i < map.stages().size(); i++) {
            List<Touchpoint> touchpoints = map.stages().get(i).touchpoints();
            for (int j = 0; j < touchpoints.size(); j++) {
                for (String persona : touchpoints.get(j).byPersona().keySet()) {
                    if (!keys.contains(persona)) {
                        findings.add(Finding.warning(
                                "/stages/" + i + "/touchpoints/" + j + "/byPersona/" + persona,
                                "the map has no persona '" + persona + "', so what she feels here is drawn nowhere"));
                    }
                }
            }
        }
    }

    private void check(int persona) {
        Optional<Condition> criteria = compiled.personas().get(persona);
        if (criteria.isEmpty()) {
            checkDrawnOnly(persona);
            return;
        }
        Condition mine = criteria.get();
        Optional<String> contradiction = claims.get(persona).flatMap(Claims::contradiction);
        if (contradiction.isPresent()) {
            findings.add(Finding.warning(
                    CompiledMap.criteria(persona),
                    "no customer is ever taken for " + quoted(persona) + ": " + contradiction.get()));
            return;
        }
        if (mine.test(ExampleCustomer.STRANGER.facts(now)).holds()) {
            findings.add(Finding.warning(
                    CompiledMap.criteria(persona),
                    "the criteria of " + quoted(persona)
                            + " hold for a stranger, of whom nothing is known yet: ask for something that tells her from"
                            + " others"));
        }
        for (int earlier = 0; earlier < persona; earlier++) {
            Optional<Claims> other = claims.get(earlier);
            if (other.isPresent() && claims.get(persona).orElseThrow().imply(other.get())) {
                String shown = example(mine)
                        .map(customer -> "; for example, " + customer.inWords())
                        .orElse("");
                findings.add(Finding.warning(
                        CompiledMap.criteria(persona),
                        quoted(persona) + " never differs from " + quoted(earlier)
                                + ": whoever meets her criteria meets the earlier persona's, who is taken first"
                                + shown));
                return;
            }
        }
    }

    private Optional<ExampleCustomer> example(Condition criteria) {
        examples++;
        return examples > MAX_EXAMPLES
                ? Optional.empty()
                : ExampleCustomers.find(
                        now, List.of(criteria), facts -> criteria.test(facts).holds());
    }

    /** Of personas without criteria, whom no customer is taken for, only the drawing can differ. */
    private void checkDrawnOnly(int persona) {
        Persona mine = compiled.map().personas().get(persona);
        if (mine.criteria() != null) {
            return; // does not compile
        }
        for (int earlier = 0; earlier < persona; earlier++) {
            Persona other = compiled.map().personas().get(earlier);
            if (other.criteria() == null && isDrawnAlike(mine, other)) {
                findings.add(Finding.warning(
                        "/personas/" + persona,
                        quoted(persona) + " never differs from " + quoted(earlier)
                                + ": same goals, motivations and pain points, and the same emotions and thoughts at every"
                                + " touchpoint"));
                return;
            }
        }
    }

    private boolean isDrawnAlike(Persona one, Persona other) {
        return one.goals().equals(other.goals())
                && one.motivations().equals(other.motivations())
                && one.painPoints().equals(other.painPoints())
                && one.preferredChannels().equals(other.preferredChannels())
                && one.demographics().equals(other.demographics())
                && Objects.equals(one.empathy(), other.empathy())
                && compiled.map().stages().stream()
                        .map(Stage::touchpoints)
                        .flatMap(List::stream)
                        .map(Touchpoint::byPersona)
                        .allMatch(views -> Objects.equals(views.get(one.key()), views.get(other.key())));
    }

    private String quoted(int persona) {
        return "'" + compiled.map().personas().get(persona).name() + "'";
    }
}

package io.cairn.journey.validation;

import io.cairn.model.condition.Claims;
import io.cairn.model.condition.Condition;
import io.cairn.model.condition.Facts;
import io.cairn.model.stage.ExampleCustomer;
import io.cairn.model.stage.ExampleCustomers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the entry criteria of a map's stages mean together. Claims only what is proved; examples show it. */
final class StageLogic {
    /** More examples help nobody, and each is searched for. */
    private static final int MAX_EXAMPLES = 10;

    private final CompiledMap compiled;
    private final List<Optional<Claims>> claims;
    private final Instant now;
    private int examples;
    private final List<Finding> findings = new ArrayList<>();

    private StageLogic(CompiledMap compiled, Instant now) {
        this.now = now;
        this.compiled = compiled;
        this.claims = compiled.stages().stream()
                .map(criteria -> criteria.map(Condition::claims))
                .toList();
    }

    /** Stages that nobody can ever be in. */
    static List<Finding> errors(CompiledMap compiled) {
        List<Finding> errors = new ArrayList<>();
        for (int i = 0; i < compiled.stages().size(); i++) {
            int stage = i;
            compiled.stages()
                    .get(stage)
                    .flatMap(criteria -> criteria.claims().contradiction())
                    .ifPresent(why -> errors.add(Finding.error(
                            CompiledMap.entryCriteria(stage),
                            "nobody can ever be in " + quoted(compiled, stage) + ": " + why)));
        }
        return errors;
    }

    /** Stages that somebody may be in, but hardly those who were meant. */
    static List<Finding> warnings(CompiledMap compiled, Instant now) {
        StageLogic logic = new StageLogic(compiled, now);
        for (int i = 0; i < compiled.stages().size(); i++) {
            logic.check(i);
        }
        return logic.findings;
    }

    private Optional<String> contradiction(int stage) {
        return claims.get(stage).flatMap(Claims::contradiction);
    }

    private void check(int stage) {
        Optional<Condition> criteria = compiled.stages().get(stage);
        boolean doesNotCompile = criteria.isEmpty() && !compiled.asksNothing(stage);
        if (doesNotCompile || contradiction(stage).isPresent()) {
            return;
        }
        criteria.filter(condition ->
                        condition.test(ExampleCustomer.STRANGER.facts(now)).holds())
                .ifPresent(condition -> findings.add(Finding.warning(
                        CompiledMap.entryCriteria(stage),
                        "the criteria of " + quoted(stage)
                                + " hold for a stranger, of whom nothing is known yet: ask for something that she must"
                                + " have done, or leave the criteria out if everybody is meant")));
        covering(stage).ifPresent(later -> cover(stage, criteria, later));
    }

    /** The first later stage that certainly holds wherever this one does. */
    private Optional<Integer> covering(int stage) {
        Optional<Claims> mine = claims.get(stage);
        for (int later = stage + 1; later < claims.size(); later++) {
            Optional<Claims> other = claims.get(later);
            boolean implied =
                    mine.isPresent() && other.isPresent() && mine.get().imply(other.get());
            if (implied || compiled.asksNothing(later)) {
                return Optional.of(later);
            }
        }
        return Optional.empty();
    }

    private void cover(int stage, Optional<Condition> criteria, int later) {
        String why = compiled.asksNothing(later)
                ? quoted(later) + " comes later and has no criteria, so it holds for everybody"
                : "wherever its criteria hold, those of " + quoted(later) + " hold, too";
        Optional<ExampleCustomer> example = example(criteria);
        String shown = example.map(customer -> "; for example, " + customer.inWords() + " is in "
                        + quoted(last(customer.facts(now), later)) + " instead")
                .orElse("");
        findings.add(Finding.warning(
                compiled.asksNothing(stage) ? "/stages/" + stage : CompiledMap.entryCriteria(stage),
                "nobody stays in " + quoted(stage) + ": " + why + ", and the last stage that holds counts" + shown));
    }

    private Optional<ExampleCustomer> example(Optional<Condition> criteria) {
        if (criteria.isEmpty()) {
            return Optional.of(ExampleCustomer.STRANGER);
        }
        examples++;
        return examples > MAX_EXAMPLES
                ? Optional.empty()
                : ExampleCustomers.find(now, List.of(criteria.get()), facts -> holds(criteria.get(), facts));
    }

    /** The last stage that holds, at least the one that is known to. */
    private int last(Facts facts, int known) {
        for (int i = compiled.stages().size() - 1; i > known; i--) {
            if (compiled.asksNothing(i)
                    || compiled.stages().get(i).filter(c -> holds(c, facts)).isPresent()) {
                return i;
            }
        }
        return known;
    }

    private static boolean holds(Condition condition, Facts facts) {
        return condition.test(facts).holds();
    }

    private String quoted(int stage) {
        return quoted(compiled, stage);
    }

    private static String quoted(CompiledMap compiled, int stage) {
        return "'" + compiled.map().stages().get(stage).name() + "'";
    }
}

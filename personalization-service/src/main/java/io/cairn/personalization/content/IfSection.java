package io.cairn.personalization.content;

import io.quarkus.qute.Expression;
import io.quarkus.qute.ResultNode;
import io.quarkus.qute.Scope;
import io.quarkus.qute.SectionBlock;
import io.quarkus.qute.SectionHelper;
import io.quarkus.qute.SectionHelperFactory;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateNode.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * {@code {#if clause}…{#else if clause}…{#else}…{/if}}. Qute's own breaks on a comparison with something missing and
 * knows {@code 30} and {@code 30.0} as different; for a stranger and for JSON's numbers it must not.
 */
final class IfSection implements SectionHelper {
    private static final String ELSE = "else";

    private final List<Branch> branches;

    private record Branch(Clause clause, SectionBlock block) {}

    private IfSection(List<Branch> branches) {
        this.branches = branches;
    }

    @Override
    public CompletionStage<ResultNode> resolve(SectionResolutionContext context) {
        for (Branch branch : branches) {
            if (branch.clause().holds(context.resolutionContext())) {
                return context.execute(branch.block(), context.resolutionContext());
            }
        }
        return ResultNode.NOOP;
    }

    private static Clause clause(
            String label, Map<String, String> parameters, Function<String, Expression> expressions, Origin origin) {
        List<String> words = new ArrayList<>();
        parameters.forEach((name, value) -> words.add(isPosition(name) ? value : name + "=" + value));
        if (label.equals(ELSE)) {
            if (words.isEmpty()) {
                return new Clause.Literal(true);
            }
            if (!words.remove(0).equals("if")) {
                throw new TemplateException(origin, "after #else stands nothing, or if and a condition");
            }
        }
        try {
            return ClauseParser.parse(String.join(" ", words), expressions);
        } catch (IllegalArgumentException e) {
            throw new TemplateException(origin, "#if: " + e.getMessage() + " (write operators between spaces)");
        }
    }

    /**
     * Qute takes a word with a = in it for a parameter's name and value, and puts it first; all others it numbers. Should
     * that change the order, an operator is left at the end, and the clause is refused.
     */
    private static boolean isPosition(String name) {
        return name.chars().allMatch(Character::isDigit);
    }

    /** Makes the section where a template names it. */
    static final class Factory implements SectionHelperFactory<IfSection> {
        @Override
        public List<String> getDefaultAliases() {
            return List.of("if");
        }

        @Override
        public ParametersInfo getParameters() {
            return ParametersInfo.builder().checkNumberOfParams(false).build();
        }

        @Override
        public List<String> getBlockLabels() {
            return List.of(ELSE);
        }

        /** Makes the clause's expressions known to Qute, and so to the check of what a template may ask for. */
        @Override
        public Scope initializeBlock(Scope outer, BlockInfo block) {
            var unused = clause(
                    block.getLabel(),
                    block.getParameters(),
                    text -> block.addExpression(text, text),
                    block.getOrigin());
            return outer;
        }

        @Override
        public IfSection initialize(SectionInitContext context) {
            return new IfSection(context.getBlocks().stream()
                    .filter(block -> block.label.equals(ELSE) || block.label.equals(MAIN_BLOCK_NAME))
                    .map(block -> new Branch(
                            clause(
                                    block.label,
                                    block.parameters,
                                    text -> Objects.requireNonNull(block.expressions.get(text)),
                                    block.origin),
                            block))
                    .toList());
        }
    }
}

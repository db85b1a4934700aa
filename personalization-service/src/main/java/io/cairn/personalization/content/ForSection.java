package io.cairn.personalization.content;

import io.quarkus.qute.CompletedStage;
import io.quarkus.qute.Expression;
import io.quarkus.qute.ResultNode;
import io.quarkus.qute.Results;
import io.quarkus.qute.Scope;
import io.quarkus.qute.SectionBlock;
import io.quarkus.qute.SectionHelper;
import io.quarkus.qute.SectionHelperFactory;
import io.quarkus.qute.TemplateException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code {#for item in list}…{#else}…{/for}}. Qute's own loops over whatever it meets, a number too, and counts nothing;
 * this one loops over lists of the data given, within the {@link Budget}. What is missing is an empty list.
 */
final class ForSection implements SectionHelper {
    private static final String ALIAS = "alias";
    private static final String IN = "in";
    private static final String LIST = "list";
    static final String ELSE = "else";

    /** After {@code #for}. */
    static final int WORDS = 3;

    static final String FORM = "a loop is written #for item in list";

    private final String alias;
    private final Expression list;
    private final @Nullable SectionBlock otherwise;

    private ForSection(String alias, Expression list, @Nullable SectionBlock otherwise) {
        this.alias = alias;
        this.list = list;
        this.otherwise = otherwise;
    }

    String alias() {
        return alias;
    }

    @Override
    public CompletionStage<ResultNode> resolve(SectionResolutionContext context) {
        return context.resolutionContext().evaluate(list).thenCompose(value -> {
            if (value instanceof Given.Items items && !items.isEmpty()) {
                return CompletedStage.of(new Text(text(items, context)));
            }
            if (value != null && !(value instanceof Given.Items) && !Results.isNotFound(value)) {
                throw new TemplateException(list.getOrigin(), list.toOriginalString() + " is not a list");
            }
            return otherwise == null ? ResultNode.NOOP : context.execute(otherwise, context.resolutionContext());
        });
    }

    /** Turn by turn, so that what is too long ends where it becomes so. */
    private String text(Given.Items items, SectionResolutionContext context) {
        StringBuilder text = new StringBuilder();
        int size = items.size();
        for (int i = 0; i < size; i++) {
            Given.Turn turn = new Given.Turn(alias, items.get(i), i, i + 1 < size);
            context.execute(context.resolutionContext().createChild(turn, null))
                    .toCompletableFuture()
                    .join()
                    .process(part -> {
                        items.budget().write(part.length());
                        text.append(part);
                    });
        }
        return text.toString();
    }

    private static final class Text extends ResultNode {
        private final String text;

        Text(String text) {
            this.text = text;
        }

        @Override
        public void process(Consumer<String> output) {
            output.accept(text);
        }
    }

    /** Makes the section where a template names it. */
    static final class Factory implements SectionHelperFactory<ForSection> {
        @Override
        public List<String> getDefaultAliases() {
            return List.of("for");
        }

        @Override
        public ParametersInfo getParameters() {
            return ParametersInfo.builder()
                    .addParameter(ALIAS)
                    .addParameter(IN)
                    .addParameter(LIST)
                    .build();
        }

        @Override
        public List<String> getBlockLabels() {
            return List.of(ELSE);
        }

        @Override
        public Scope initializeBlock(Scope outer, BlockInfo block) {
            if (!block.isMainBlock()) {
                return outer;
            }
            block.addExpression(LIST, block.getParameter(LIST));
            return new Scope(outer);
        }

        @Override
        public ForSection initialize(SectionInitContext context) {
            if (!IN.equals(context.getParameter(IN))) {
                throw new TemplateException(context.getOrigin(), FORM);
            }
            SectionBlock otherwise = context.getBlocks().stream()
                    .filter(block -> block.label.equals(ELSE))
                    .findFirst()
                    .orElse(null);
            return new ForSection(context.getParameter(ALIAS), context.getExpression(LIST), otherwise);
        }
    }
}

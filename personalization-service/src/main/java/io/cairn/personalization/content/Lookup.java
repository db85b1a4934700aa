package io.cairn.personalization.content;

import io.quarkus.qute.CompletedStage;
import io.quarkus.qute.EvalContext;
import io.quarkus.qute.Results;
import io.quarkus.qute.ValueResolver;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The only way from a template to a value: a field of an object given, an item of a list, and what to say instead. */
final class Lookup implements ValueResolver {
    /** What stands between a value and what is said instead of it. */
    static final Set<String> OPERATORS = Set.of("?:", "or", ":", "?");

    @Override
    public boolean appliesTo(EvalContext context) {
        return true;
    }

    @Override
    public CompletionStage<Object> resolve(EvalContext context) {
        if (!context.getParams().isEmpty()) {
            return operate(context);
        }
        Object found = find(context.getBase(), context.getName());
        return found == null ? Results.notFound(context) : CompletedStage.of(found);
    }

    private static CompletionStage<Object> operate(EvalContext context) {
        Object base = context.getBase();
        boolean isMissing = base == null || Results.isNotFound(base);
        if (context.getName().equals("?")) {
            return isMissing || !Clause.isTrue(base)
                    ? Results.notFound(context)
                    : context.evaluate(context.getParams().get(0));
        }
        return isMissing ? context.evaluate(context.getParams().get(0)) : CompletedStage.of(base);
    }

    private static @Nullable Object find(@Nullable Object base, String name) {
        if (base instanceof Given.Fields fields) {
            return fields.field(name);
        } else if (base instanceof Given.Turn turn) {
            return turn.field(name);
        } else if (base instanceof Given.Items items) {
            return name.equals("size") ? (Object) items.size() : item(items, name);
        }
        return null;
    }

    private static @Nullable Object item(Given.Items items, String index) {
        if (index.isEmpty() || index.length() > 9 || !index.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        int position = Integer.parseInt(index);
        return position < items.size() ? items.get(position) : null;
    }
}

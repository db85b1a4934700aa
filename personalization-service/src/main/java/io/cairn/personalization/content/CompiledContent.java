package io.cairn.personalization.content;

import io.quarkus.qute.Template;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Renders compiled content text by text, all of them within one budget. */
record CompiledContent(Part.Fields root) implements ContentTemplate {
    @Override
    public Rendering render(Map<String, ?> data) {
        Budget budget = new Budget();
        try {
            return new Rendering.Rendered(fields(root, new Given.Fields(data, budget), budget));
        } catch (BrokenText e) {
            return new Rendering.Broken(e.pointer, e.why);
        }
    }

    private static Map<String, Object> fields(Part.Fields part, Given.Fields data, Budget budget) throws BrokenText {
        Map<String, @Nullable Object> rendered = new LinkedHashMap<>();
        for (Map.Entry<String, Part> field : part.fields().entrySet()) {
            rendered.put(field.getKey(), value(field.getValue(), data, budget));
        }
        return Collections.unmodifiableMap(rendered);
    }

    private static @Nullable Object value(Part part, Given.Fields data, Budget budget) throws BrokenText {
        if (part instanceof Part.Text text) {
            return text(text, data, budget);
        } else if (part instanceof Part.Fields fields) {
            return fields(fields, data, budget);
        } else if (part instanceof Part.Items items) {
            List<@Nullable Object> rendered = new ArrayList<>(items.items().size());
            for (Part item : items.items()) {
                rendered.add(value(item, data, budget));
            }
            return Collections.unmodifiableList(rendered);
        }
        return ((Part.Constant) part).value();
    }

    private static String text(Part.Text part, Given.Fields data, Budget budget) throws BrokenText {
        try {
            return Output.at(part.places(), () -> text(part.template(), data, budget));
        } catch (CompletionException e) {
            throw new BrokenText(
                    part.pointer(), String.valueOf((e.getCause() == null ? e : e.getCause()).getMessage()));
        } catch (RuntimeException e) {
            throw new BrokenText(part.pointer(), String.valueOf(e.getMessage()));
        } catch (StackOverflowError e) {
            throw new BrokenText(part.pointer(), "is nested too deeply");
        }
    }

    private static String text(Template template, Given.Fields data, Budget budget) {
        StringBuilder text = new StringBuilder();
        template.instance()
                .data(data)
                .consume(written -> {
                    budget.write(written.length());
                    text.append(written);
                })
                .toCompletableFuture()
                .join();
        return text.toString();
    }

    private static final class BrokenText extends Exception {
        private final String pointer;
        private final String why;

        BrokenText(String pointer, String why) {
            super(why, null, false, false);
            this.pointer = pointer;
            this.why = why;
        }
    }
}

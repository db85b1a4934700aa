package io.cairn.personalization.content;

import io.cairn.kit.problem.Problem.InputError;
import io.cairn.model.json.JsonPointers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compiles content: every text in it is a template, whatever else goes out as it is. What is put into a text is escaped by
 * the field's {@link Form} and its place there. Safe for use by many threads.
 */
public final class ContentTemplates {
    /** Most characters of one text. */
    static final int MAX_TEMPLATE = 500_000;

    /** Most {@linkplain #placeholdersIn placeholders} of all that is compiled together: each takes some kilobyte when it is compiled. */
    public static final int MAX_PLACEHOLDERS = 20_000;

    /** What every customer has at least, and an offer as any. */
    private static final Map<String, Object> LEAST = Map.of(
            "traits",
            Map.of(),
            "profile",
            Map.of("customerId", "u-0001", "traits", Map.of()),
            "context",
            Map.of(),
            "cart",
            List.of(),
            "offer",
            Map.of("key", "ten-percent", "name", "Ten percent off", "value", 1, "tags", List.of()));

    private final boolean strict;
    private final Map<Form, TextTemplates> templates = new EnumMap<>(Form.class);

    /** For what was saved: takes mistakes, too, but no value that cannot be made harmless where it stands. */
    public ContentTemplates() {
        this(false);
    }

    private ContentTemplates(boolean strict) {
        this.strict = strict;
        for (Form form : Form.values()) {
            templates.put(form, new TextTemplates(form, strict));
        }
    }

    /** For what is saved now: refuses templates, too, that are surely mistakes and would render wrong without a word. */
    public static ContentTemplates strict() {
        return new ContentTemplates(true);
    }

    /** @throws InvalidContent naming each text that is not a template of the allowed kind, or that breaks without data */
    public ContentTemplate compile(Map<String, Object> content) {
        List<InputError> faults = new ArrayList<>();
        Part compiled = part(content, Form.PLAIN, "", faults);
        if (!faults.isEmpty()) {
            throw new InvalidContent(faults);
        }
        ContentTemplate template = new CompiledContent((Part.Fields) compiled);
        requireRendered(template.render(Map.of()), "breaks where the data is missing: ");
        if (strict) {
            requireRendered(template.render(LEAST), "breaks for every customer: ");
        }
        return template;
    }

    private static void requireRendered(Rendering rendering, String fault) {
        if (rendering instanceof Rendering.Broken broken) {
            throw new InvalidContent(List.of(new InputError(broken.field(), fault + broken.why())));
        }
    }

    /** How many there are in a content at most: texts that may have one, and braces that may begin one. */
    public static int placeholdersIn(@Nullable Object content) {
        if (content instanceof Map<?, ?> map) {
            return map.values().stream()
                    .mapToInt(ContentTemplates::placeholdersIn)
                    .sum();
        } else if (content instanceof List<?> list) {
            return list.stream().mapToInt(ContentTemplates::placeholdersIn).sum();
        }
        return content instanceof String text && text.indexOf('{') >= 0 ? placeholders(text) : 0;
    }

    private static int placeholders(String text) {
        int found = 1;
        for (int brace = text.indexOf('{'); brace >= 0; brace = text.indexOf('{', brace + 1)) {
            if (brace + 1 < text.length() && !Character.isWhitespace(text.charAt(brace + 1))) {
                found++;
            }
        }
        return found;
    }

    private Part part(@Nullable Object value, Form form, String pointer, List<InputError> faults) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Part> fields = new LinkedHashMap<>();
            map.forEach((name, field) -> {
                String step = String.valueOf(name);
                fields.put(step, part(field, Form.of(step, form), pointer + "/" + JsonPointers.step(step), faults));
            });
            return new Part.Fields(fields);
        } else if (value instanceof List<?> list) {
            List<Part> items = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                items.add(part(list.get(i), form, pointer + "/" + i, faults));
            }
            return new Part.Items(items);
        } else if (value instanceof String text && text.indexOf('{') >= 0) {
            return text(text, Objects.requireNonNull(templates.get(form)), pointer, faults);
        }
        return new Part.Constant(value);
    }

    private static Part text(String text, TextTemplates templates, String pointer, List<InputError> faults) {
        if (text.length() > MAX_TEMPLATE) {
            faults.add(new InputError(pointer, "must have at most " + MAX_TEMPLATE + " characters"));
            return new Part.Constant(null);
        }
        try {
            return templates.parse(text, pointer);
        } catch (InvalidText e) {
            faults.add(new InputError(pointer, e.getMessage(), e.line(), e.column()));
            return new Part.Constant(null);
        }
    }
}

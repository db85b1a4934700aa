package io.cairn.events.imports.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.events.imports.file.FileForm;
import io.cairn.kit.problem.Problem.InputError;
import io.cairn.model.json.Texts;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads of a mapping how its file is written. */
final class FormReader {
    private static final Set<String> CHARSETS = Set.of(
            "utf-8", "utf-16", "utf-16le", "utf-16be", "windows-1252", "windows-1250", "iso-8859-1", "iso-8859-15");

    /** What means something else to CSV, or to the library that reads it. */
    private static final String NO_SEPARATORS = "\"#\r\n";

    private final List<InputError> faults;

    /** @param faults where those go that are found */
    FormReader(List<InputError> faults) {
        this.faults = faults;
    }

    FileForm read(JsonNode json) {
        String separator = json.path("separator").asText("");
        if (separator.equals("\\t")) {
            separator = "\t";
        }
        if (separator.length() > 1 || (!separator.isEmpty() && NO_SEPARATORS.contains(separator))) {
            fault("/mapping/separator", "must be one character, such as ; or a tab, and no quote, # or end of a line");
            separator = "";
        }
        Charset charset = StandardCharsets.UTF_8;
        String name = json.path("charset").asText("utf-8");
        if (CHARSETS.contains(name.toLowerCase(Locale.ROOT))) {
            charset = Charset.forName(name);
        } else {
            fault(
                    "/mapping/charset",
                    "must be one of "
                            + String.join(", ", CHARSETS.stream().sorted().toList()));
        }
        List<String> columns = texts(json, "columns");
        if (new LinkedHashSet<>(columns).size() < columns.size()) {
            fault("/mapping/columns", "must all be different");
        }
        for (String column : columns) {
            String wrong = Texts.fault(column);
            if (wrong != null) {
                fault("/mapping/columns", wrong);
            }
        }
        return new FileForm(charset, separator.isEmpty() ? '\0' : separator.charAt(0), columns);
    }

    /** A list of texts; empty if there is none. */
    List<String> texts(JsonNode json, String field) {
        List<String> texts = new ArrayList<>();
        JsonNode list = json.path(field);
        if (!list.isMissingNode() && !list.isArray()) {
            fault("/mapping/" + field, "must be a list of texts");
        }
        for (JsonNode text : list) {
            if (text.isTextual()) {
                texts.add(text.textValue());
            } else {
                fault("/mapping/" + field, "must be a list of texts");
            }
        }
        return texts;
    }

    private void fault(String pointer, String detail) {
        faults.add(new InputError(pointer, detail));
    }
}

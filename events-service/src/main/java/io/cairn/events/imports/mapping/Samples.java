package io.cairn.events.imports.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.events.imports.file.Row;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What stands in the columns of the first rows. */
record Samples(List<Row> rows) {
    /** The words of a column that holds no amounts. */
    private static final Pattern CODE =
            Pattern.compile("(.* )?((user|customer|client|order|product|item|article|store|shop|session)?(id|no)|ean)"
                    + "|.*(nr|zip|plz|postcode|postalcode|phone|sku|code|number)");

    private List<JsonNode> cells(String column) {
        return rows.stream()
                .map(row -> row.cells().get(column))
                .filter(cell -> cell != null && !cell.isNull())
                .toList();
    }

    List<String> texts(String column) {
        return cells(column).stream().map(cell -> cell.asText().strip()).toList();
    }

    boolean isRepeated(String column) {
        List<String> texts = texts(column);
        return Set.copyOf(texts).size() < texts.size();
    }

    boolean areTimes(String column) {
        List<String> texts = texts(column);
        return texts.stream().anyMatch(text -> !text.matches("[\\d.]*")) && TimeGuess.of(texts) != null;
    }

    boolean areAll(String column, Set<String> texts) {
        return texts(column).stream().allMatch(texts::contains);
    }

    boolean areObjects(String column) {
        List<JsonNode> cells = cells(column);
        return !cells.isEmpty()
                && cells.stream()
                        .allMatch(cell -> cell.isObject()
                                || (cell.isTextual() && cell.textValue().strip().startsWith("{")));
    }

    /** Empty for texts, and for whatever NDJSON says itself. */
    String type(String column) {
        List<String> texts = texts(column);
        if (texts.isEmpty() || !rows.get(0).isCsv()) {
            return "";
        }
        if (texts.stream().allMatch(text -> text.matches("-?(0|[1-9]\\d{0,14})(\\.\\d+)?"))) {
            return isCode(column) ? "" : "number";
        }
        if (texts.stream().allMatch(text -> text.matches("-?(0|[1-9]\\d{0,2}(\\.\\d{3})*|[1-9]\\d*)(,\\d+)?"))) {
            return isCode(column) ? "" : "number,";
        }
        if (texts.stream().allMatch(text -> text.matches("-?(0|[1-9]\\d{0,2}(,\\d{3})*|[1-9]\\d*)(\\.\\d+)?"))) {
            return isCode(column) ? "" : "number";
        }
        return texts.stream().allMatch(text -> text.matches("(?i)true|false|wahr|falsch")) ? "boolean" : "";
    }

    /** Of a CSV; of three in four texts. */
    boolean isMostlyNumbers(String column) {
        List<String> texts = texts(column);
        long numbers = texts.stream()
                .filter(text -> text.matches("\\p{Sc}? ?-?\\d[\\d.,]{0,20} ?\\p{Sc}?"))
                .count();
        return numbers < texts.size() && rows.get(0).isCsv() && numbers * 4 >= texts.size() * 3L && !isCode(column);
    }

    /** Whether 1,249 may be a thousand and more as well as a little more than one: of each there are three digits. */
    boolean mayBeThousands(String column) {
        List<String> texts = texts(column);
        return texts.stream().anyMatch(text -> text.matches(".*[.,].*"))
                && texts.stream().allMatch(text -> text.matches("-?(\\d{1,3}|[1-9]\\d{0,2}[.,]\\d{3})"));
    }

    /** Digits that nobody calculates with; {@code paid} and {@code bid} are no ids. */
    private static boolean isCode(String column) {
        String words = column.replaceAll("(\\p{Ll})(\\p{Lu})", "$1 $2").replaceAll("[^\\p{L}\\p{N}]+", " ");
        return CODE.matcher(words.toLowerCase(Locale.ROOT).strip()).matches();
    }
}

package io.cairn.events.imports.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.events.imports.file.BadFile;
import io.cairn.events.imports.file.FileForm;
import io.cairn.kit.problem.Problem.InputError;
import io.cairn.kit.problem.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a file mean.
 *
 * @param missing texts that stand for nothing, like an empty cell
 */
public record Mapping(
        FileForm form,
        Source type,
        @Nullable Source event,
        @Nullable Source customerId,
        @Nullable Source anonymousId,
        @Nullable Source messageId,
        @Nullable Source time,
        @Nullable Members properties,
        @Nullable Members traits,
        Set<String> missing) {
    /** @throws ProblemException 422 naming all fields at fault by their pointers under {@code /mapping} */
    public static Mapping read(JsonNode json) {
        return new MappingReader(true).read(json);
    }

    /** The same of one that was taken before, perhaps by an earlier build. */
    public static Mapping reread(JsonNode json) {
        return new MappingReader(false).read(json);
    }

    /** The columns that it names, by the pointers to where. */
    Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        name(columns, "type", type);
        name(columns, "event", event);
        name(columns, "customerId", customerId);
        name(columns, "anonymousId", anonymousId);
        name(columns, "messageId", messageId);
        name(columns, "time", time);
        name(columns, "properties", properties);
        name(columns, "traits", traits);
        return columns;
    }

    private static void name(Map<String, String> columns, String field, @Nullable Source source) {
        if (source instanceof Source.Column column) {
            columns.putIfAbsent(column.name(), field);
        }
    }

    private static void name(Map<String, String> columns, String field, @Nullable Members members) {
        if (members instanceof Members.Whole whole) {
            name(columns, field, whole.column());
        } else if (members instanceof Members.Each each) {
            each.sources().forEach((member, source) -> name(columns, field + "/" + member, source));
        }
    }

    /** @throws BadFile naming the columns that the file has not got, but the mapping asks for */
    public void requireColumns(List<String> columns) throws BadFile {
        List<InputError> absent = new ArrayList<>();
        String there = String.join(", ", columns.stream().limit(50).toList());
        columns().forEach((column, field) -> {
            if (!columns.contains(column)) {
                absent.add(new InputError(
                        "/mapping/" + field, "the file has no column '" + column + "'; it has " + there));
            }
        });
        if (!absent.isEmpty()) {
            throw new BadFile(absent);
        }
    }
}

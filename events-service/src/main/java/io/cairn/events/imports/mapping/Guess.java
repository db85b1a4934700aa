package io.cairn.events.imports.mapping;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.events.imports.file.Header;
import io.cairn.events.imports.file.Row;
import io.cairn.kit.problem.ProblemException;
import io.cairn.model.json.JsonValues;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Guesses a mapping from the columns' names and the first rows; somebody confirms it. */
public final class Guess {
    private final List<String> columns;
    private final Samples samples;
    private final Set<String> left;
    private final List<String> notes = new ArrayList<>();

    /**
     * @param mapping to be confirmed
     * @param notes what to look at first, in sentences
     */
    public record Guessed(ObjectNode mapping, List<String> notes) {
        public Guessed {
            notes = List.copyOf(notes);
        }

        /** The same of a file in another charset than UTF-8. */
        public Guessed in(String charset) {
            List<String> more = new ArrayList<>(notes);
            more.add("The file is no UTF-8: are its letters right, read as " + charset + "?");
            return new Guessed(mapping.deepCopy().put("charset", charset), more);
        }
    }

    /**
     * @param columns the file's; empty where the rows themselves say so
     * @param rows the first ones
     */
    public Guess(List<String> columns, List<Row> rows) {
        Set<String> all = new LinkedHashSet<>(columns);
        rows.forEach(row -> row.cells().fieldNames().forEachRemaining(all::add));
        all.remove("");
        Header.OF_REJECTIONS.forEach(all::remove);
        this.columns = List.copyOf(all);
        this.left = all;
        this.samples = new Samples(rows);
    }

    /**
     * @param name what the file is called, for the event where no column names it
     * @throws ProblemException 422 if no column looks like somebody's id
     */
    public Guessed guess(@Nullable String name) {
        ObjectNode mapping = JsonNodeFactory.instance.objectNode();
        if (columns.isEmpty()) {
            throw ProblemException.invalid("", "no line is a JSON object, as NDJSON has them: send CSV as text/csv");
        }
        String event = take(ColumnNames.EVENT);
        String type = left.contains("type") && samples.areAll("type", Set.of("track", "identify", "page", "screen"))
                ? "type"
                : null;
        boolean isContacts = event == null && type == null && looksLikeContacts();
        String anonymousId = take(ColumnNames.ANONYMOUS_ID);
        String customerId = take(isContacts ? ColumnNames.CONTACT_ID : ColumnNames.CUSTOMER_ID);
        if (customerId == null && anonymousId == null) {
            throw ProblemException.invalid(
                    "/mapping/customerId",
                    "no column looks like a customer's id, so a mapping must be given; the columns are "
                            + String.join(", ", columns));
        }
        if (isContacts && customerId != null && samples.isRepeated(customerId)) {
            notes.add("Is '" + customerId + "' each contact's own? Several rows have the same.");
        }
        if (type == null) {
            mapping.put("type", isContacts ? "identify" : "track");
        } else {
            left.remove(type);
            mapping.putObject("type").put("column", type);
        }
        if (event != null) {
            mapping.put("event", event);
        } else if (!isContacts) {
            String constant = eventName(name);
            mapping.putObject("event").put("constant", constant);
            notes.add("No column names the events: is each row a '" + constant + "'?");
        }
        put(mapping, "customerId", customerId);
        put(mapping, "anonymousId", anonymousId);
        put(mapping, "messageId", messageId());
        if (isContacts) {
            notes.add(
                    "Is each row a contact? It is taken for what is known of one (identify), and counts as no event.");
            contactsTime(mapping, take(ColumnNames.CHANGE_TIME));
        } else {
            String named = take(ColumnNames.TIME);
            time(mapping, named == null ? theOnlyTimes() : named);
        }
        if (!isContacts && left.contains("properties") && samples.areObjects("properties")) {
            left.remove("properties");
            mapping.put("properties", "properties");
            if (type != null && left.remove("traits")) {
                mapping.put("traits", "traits");
            }
            if (!left.isEmpty()) {
                notes.add("As 'properties' holds the events' properties, these columns are left out: "
                        + String.join(", ", left) + ".");
            }
        } else {
            members(mapping.putObject(isContacts ? "traits" : "properties"));
        }
        return new Guessed(mapping, samples.rows().isEmpty() ? List.of("There are no rows.") : notes);
    }

    /** Orders name who ordered, too. */
    private boolean looksLikeContacts() {
        List<String> plain = columns.stream().map(ColumnNames::plain).toList();
        return plain.stream().filter(ColumnNames.TRAITS::contains).count() >= 2
                && plain.stream().noneMatch(ColumnNames.OF_ORDERS::contains);
    }

    /** The events' own ids, if each is there once. */
    private @Nullable String messageId() {
        String column = take(ColumnNames.MESSAGE_ID);
        if (column == null || !samples.isRepeated(column)) {
            return column;
        }
        left.add(column);
        notes.add(
                "'" + column + "' is not each event's own, as several rows have the same: it is taken for a property.");
        return null;
    }

    private static String eventName(@Nullable String file) {
        String bare = file == null ? "" : file.replaceFirst("^.*[/\\\\]", "").replaceFirst("\\..*$", "");
        // of a file that is exported again, with another day or "(1)", the events are the same
        String name = bare.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "_")
                .replaceAll("(^|_)\\d+(?=_|$)", "")
                .replaceAll("^_+|_+$", "");
        return name.isEmpty() ? "imported" : name;
    }

    /** The column that holds times, whatever its name; of a contact it may be any day of hers. */
    private @Nullable String theOnlyTimes() {
        List<String> found = left.stream()
                .filter(column -> !ColumnNames.TRAITS.contains(ColumnNames.plain(column)) && samples.areTimes(column))
                .toList();
        if (found.size() != 1) {
            return null;
        }
        notes.add(
                "Did the events happen at the times in '" + found.get(0) + "'? It is the only column that holds some.");
        left.remove(found.get(0));
        return found.get(0);
    }

    /** A contact is what she is now, not what she was when she was created. */
    private void contactsTime(ObjectNode mapping, @Nullable String column) {
        if (column == null) {
            notes.add("No column says when a contact was last changed: each is taken as of now, and once a day.");
        } else {
            time(mapping, column);
        }
    }

    private void time(ObjectNode mapping, @Nullable String column) {
        if (column == null) {
            notes.add("No column looks like a time: the events will have happened when they are imported.");
            return;
        }
        TimeGuess guess = TimeGuess.of(samples.texts(column));
        if (guess == null) {
            notes.add("The times in '" + column + "' are of no format that is known here: say /mapping/time/format.");
            mapping.put("time", column);
            return;
        }
        notes.addAll(guess.notes(column));
        ObjectNode time = mapping.putObject("time").put("column", column).put("format", guess.format());
        if (guess.isLocal()) {
            time.put("zone", "UTC");
        }
    }

    private void members(ObjectNode members) {
        for (String column : left) {
            String type = samples.type(column);
            if (!type.isEmpty() && samples.mayBeThousands(column)) {
                boolean isComma = type.equals("number,");
                notes.add("Do the " + (isComma ? "commas" : "points") + " in '" + column
                        + "' part thousands, or decimals? "
                        + (isComma ? "They are left texts" : "Decimals, it is taken")
                        + ": say type and decimal in /mapping.");
                type = isComma ? "" : type;
            }
            if (type.isEmpty() && samples.isMostlyNumbers(column)) {
                notes.add("Most of '" + column
                        + "' are numbers, but not all: it is left texts; say type, and what stands for"
                        + " nothing in missing, in /mapping.");
            }
            if (type.isEmpty()) {
                members.put(name(column), column);
            } else {
                ObjectNode source = members.putObject(name(column)).put("column", column);
                source.put("type", type.equals("number,") ? "number" : type);
                if (type.equals("number,")) {
                    source.put("decimal", ",");
                }
            }
        }
    }

    /** A question may be longer than a name may be. */
    private String name(String column) {
        String name = Members.name(column);
        if (!name.equals(column)) {
            notes.add("'" + name + "' is cut: a name has at most " + JsonValues.MAX_KEY_LENGTH + " characters.");
        }
        return name;
    }

    private static void put(ObjectNode mapping, String field, @Nullable String column) {
        if (column != null) {
            mapping.put(field, column);
        }
    }

    /** The first of the names that a column has; it is taken then. */
    private @Nullable String take(List<String> names) {
        for (String name : names) {
            for (String column : left) {
                if (ColumnNames.plain(column).equals(name)) {
                    left.remove(column);
                    return column;
                }
            }
        }
        return null;
    }
}

package io.cairn.events.imports.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.events.imports.file.Header;
import io.cairn.events.imports.file.Row;
import io.cairn.kit.problem.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Guesses a mapping from the columns' names and the first rows; somebody confirms it. */
public final class Guess {
    private static final List<String> CUSTOMER_ID = List.of(
            "customerid",
            "userid",
            "contactid",
            "memberid",
            "accountid",
            "recordid",
            "customer",
            "customernumber",
            "customerno",
            "user",
            "member",
            "loyaltycard",
            "loyaltyid",
            "respondentid",
            "respondent",
            "clientid",
            "leadid",
            "personid",
            "subject",
            "email",
            "emailaddress",
            "id");
    /** Of a contact its own before its company's. */
    private static final List<String> CONTACT_ID = Stream.of(
                    List.of("customerid", "userid", "contactid", "memberid", "recordid", "id"), CUSTOMER_ID)
            .flatMap(List::stream)
            .toList();

    private static final List<String> ANONYMOUS_ID =
            List.of("anonymousid", "userpseudoid", "visitorid", "deviceid", "cookieid", "anonymous");
    private static final List<String> EVENT = List.of("event", "eventname", "eventtype", "action", "activity");
    private static final List<String> TIME = List.of(
            "timestamp",
            "originaltimestamp",
            "eventtimestamp",
            "time",
            "eventtime",
            "occurredat",
            "at",
            "datetime",
            "createdat",
            "submittedat",
            "respondedat",
            "soldat",
            "submitdate",
            "responsedate",
            "createdate",
            "createddate",
            "lastmodifieddate",
            "lastmodified",
            "updatedat",
            "date",
            "eventdate");

    /** Of contacts, before those. */
    private static final List<String> CHANGE_TIME = List.of("lastmodifieddate", "lastmodified", "updatedat");

    private static final List<String> MESSAGE_ID = List.of("messageid", "eventid", "insertid");
    private static final List<String> TRAITS = List.of(
            "email",
            "emailaddress",
            "firstname",
            "lastname",
            "phone",
            "phonenumber",
            "birthday",
            "birthdate",
            "city",
            "country");

    /** The words of a column that holds no amounts. */
    private static final Pattern CODE =
            Pattern.compile("(.* )?((user|customer|client|order|product|item|article|store|shop|session)?(id|no)|ean)"
                    + "|.*(nr|zip|plz|postcode|postalcode|phone|sku|code|number)");

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
        String event = take(EVENT);
        String type = left.contains("type") && samples.areAll("type", Set.of("track", "identify", "page", "screen"))
                ? "type"
                : null;
        boolean isContacts = event == null && type == null && looksLikeContacts();
        String anonymousId = take(ANONYMOUS_ID);
        String customerId = take(isContacts ? CONTACT_ID : CUSTOMER_ID);
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
        put(mapping, "messageId", take(MESSAGE_ID));
        String changed = isContacts ? take(CHANGE_TIME) : null;
        String named = changed == null ? take(TIME) : changed;
        time(mapping, named == null && !isContacts ? theOnlyTimes() : named);
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

    private boolean looksLikeContacts() {
        return columns.stream().map(Guess::plain).filter(TRAITS::contains).count() >= 2;
    }

    private static String eventName(@Nullable String file) {
        String bare = file == null ? "" : file.replaceFirst("^.*[/\\\\]", "").replaceFirst("\\..*$", "");
        String name = bare.strip().replaceAll("[^\\p{L}\\p{N}]+", "_").toLowerCase(Locale.ROOT);
        return name.isEmpty() ? "imported" : name;
    }

    /** The column that holds times, whatever its name; of a contact it may be any day of hers. */
    private @Nullable String theOnlyTimes() {
        List<String> found = left.stream()
                .filter(column -> !TRAITS.contains(plain(column)) && samples.areTimes(column))
                .toList();
        if (found.size() != 1) {
            return null;
        }
        notes.add(
                "Did the events happen at the times in '" + found.get(0) + "'? It is the only column that holds some.");
        left.remove(found.get(0));
        return found.get(0);
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
            if (type.isEmpty()) {
                members.put(column, column);
            } else {
                ObjectNode source = members.putObject(column).put("column", column);
                source.put("type", type.equals("number,") ? "number" : type);
                if (type.equals("number,")) {
                    source.put("decimal", ",");
                }
            }
        }
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
                if (plain(column).equals(name)) {
                    left.remove(column);
                    return column;
                }
            }
        }
        return null;
    }

    private static String plain(String column) {
        return column.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /** What stands in the columns of the first rows. */
    private record Samples(List<Row> rows) {
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
                                    || (cell.isTextual()
                                            && cell.textValue().strip().startsWith("{")));
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
            return texts.stream().allMatch(text -> text.matches("(?i)true|false")) ? "boolean" : "";
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
}

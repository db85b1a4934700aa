package io.cairn.journey.diff;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.journey.export.Markdown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Differences as a page for people: a sentence each. */
public final class DiffMarkdown {
    private DiffMarkdown() {}

    /** @param from and {@code to}: which editions, as {@code version 3} */
    public static String page(String key, String from, String to, List<Change> changes) {
        StringBuilder out = new StringBuilder("# ").append(Markdown.text(key)).append(": ");
        out.append(from).append(" → ").append(to).append("\n\n");
        if (changes.isEmpty()) {
            return out.append("Nothing changed.\n").toString();
        }
        changes.forEach(change -> out.append("- ").append(sentence(change)).append('\n'));
        return out.toString();
    }

    private static String sentence(Change change) {
        String what = noun(change) + " **" + Markdown.text(change.name()) + "**";
        String where = change.at().isEmpty() ? "" : " (" + Markdown.code(change.at()) + ")";
        String values = value(change.before()) + " → " + value(change.after());
        return switch (change.change()) {
            case ADDED, REMOVED -> what + " " + change.change().spelling() + where;
            case MOVED, RENAMED -> what + " " + change.change().spelling() + ": " + values + where;
            case CHANGED -> what + ": " + change.field() + " " + values + where;
        };
    }

    private static String noun(Change change) {
        return switch (change.subject()) {
            case MAP -> "Map";
            case PERSONA -> "Persona";
            case STAGE -> "Stage";
            case TOUCHPOINT -> "Touchpoint";
            case KPI -> "KPI";
            case PAIN_POINT -> "Pain point";
            case OPPORTUNITY -> "Opportunity";
        };
    }

    private static String value(@Nullable JsonNode value) {
        if (value == null) {
            return "nothing";
        }
        return Markdown.code(value.isTextual() ? value.textValue() : value.toString());
    }
}

package io.cairn.model.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What holds of everybody for whom a condition holds, as far as simple reasoning about its constants sees: it never
 * claims what is not so, and does not see all that is.
 */
public final class Claims {
    static final Claims NONE = new Claims(List.of(Alternative.of(Term.other("it"), new Values.Any())));

    private final List<Alternative> alternatives;

    private Claims(List<Alternative> alternatives) {
        this.alternatives = alternatives;
    }

    static Claims of(CelAbstractSyntaxTree ast) {
        return new Claims(ClaimReader.alternatives(ast));
    }

    /** Why the condition can never hold, as the rest of a sentence; empty if it may hold. */
    public Optional<String> contradiction() {
        if (alternatives.isEmpty()) {
            return Optional.of("it says false");
        }
        if (!alternatives.stream().allMatch(way -> way.contradiction().isPresent())) {
            return Optional.empty();
        }
        Alternative first = alternatives.get(0);
        return first.contradiction().map(term -> inWords(term, first.known(term)));
    }

    /** Whether the other condition certainly holds wherever this one does. */
    public boolean imply(Claims other) {
        return alternatives.stream()
                .filter(way -> way.contradiction().isEmpty())
                .allMatch(way -> other.alternatives.stream().anyMatch(way::implies));
    }

    /**
     * Whether it may hold of somebody of whom some terms are known.
     *
     * @param known by their text, such as {@code stage('shop')}; empty: missing, so that nothing holds that asks for it
     */
    public boolean mayHold(Map<String, Optional<String>> known) {
        return alternatives.stream()
                .filter(way -> way.contradiction().isEmpty())
                .anyMatch(way -> way.allows(known));
    }

    private static String inWords(Term term, @Nullable Values values) {
        if (values instanceof Values.Between between) {
            return term.text() + " would have to be " + (between.fromOpen() ? "more than " : "at least ")
                    + amount(term, between.from()) + " and " + (between.toOpen() ? "less than " : "at most ")
                    + amount(term, between.to()) + " at once";
        }
        if (term.text().endsWith(" in []")) {
            return "the list of " + term.text() + " is empty, so nothing is in it";
        }
        return term.text() + " would have to be two different things at once";
    }

    private static String amount(Term term, double number) {
        return term.kind() == Term.Kind.SINCE ? span(number) : plain(number);
    }

    private static String span(double seconds) {
        Duration duration = Duration.ofMillis(Math.round(seconds * 1_000));
        if (duration.equals(Duration.ofDays(duration.toDays()))) {
            return duration.toDays() + " days";
        } else if (duration.equals(Duration.ofHours(duration.toHours()))) {
            return duration.toHours() + " hours";
        }
        long minutes = duration.toMinutes();
        double rest = duration.minusMinutes(minutes).toMillis() / 1_000.0;
        String inSeconds = rest == 0 ? "" : plain(rest) + " seconds";
        return minutes == 0 ? inSeconds : (minutes + " minutes " + inSeconds).strip();
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}

package io.cairn.personalization.content;

import io.cairn.personalization.content.UrlPosition.In;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where in an address the next character stands: after an {@code #if}, at all places where a branch may have ended. */
final class UrlScanner implements Scanner {
    static final Placed HOST = new Placed.Refused(
            "stands where the host of an address does, which a value must not decide: write the host out and the value "
                    + "after it, as in https://shop.example/{…}");

    private static final Placed UNCERTAIN = new Placed.Refused(
            "stands in the host of an address, or elsewhere, by the branch of an #if: end each branch in the same part");

    private static final Placed FIXED = new Placed.Refused(
            "decides from where the page is made up, or where its forms are sent: write the begin of the address out, as in "
                    + "https://shop.example/{…}");

    private static final Placed ENTITY = new Placed.Refused(
            "stands in an address with a & where its scheme or its host may end: write the character itself");

    /** What is a slash, may be one, or is left out before one. */
    static final String MAY_BE_SLASH = "/\\&\t\n\r";

    /** Whether a value must not decide where it leads. */
    private final boolean isFixed;

    private Set<UrlPosition> positions = Set.of(UrlPosition.START);

    UrlScanner(boolean isFixed) {
        this.isFixed = isFixed;
    }

    /** One that is past where the address leads. */
    static UrlScanner inQuery(boolean isFixed) {
        UrlScanner scanner = new UrlScanner(isFixed);
        scanner.positions = Set.of(UrlPosition.at(In.QUERY));
        return scanner;
    }

    @Override
    public UrlScanner copy() {
        UrlScanner copy = new UrlScanner(isFixed);
        copy.positions = positions;
        return copy;
    }

    @Override
    public @Nullable String text(char c) {
        if (c == ':' && is(In.GIVEN)) {
            return "a value must not be the scheme of an address: write https:// out before it";
        }
        Set<UrlPosition> after = new LinkedHashSet<>();
        positions.forEach(position -> after.add(position.after(c)));
        positions = certain(after);
        return null;
    }

    @Override
    public Placed output(char next) {
        Placed placed = placed(next);
        Set<UrlPosition> after = new LinkedHashSet<>();
        for (UrlPosition position : positions) {
            switch (position.in()) {
                case START, OPEN -> after.add(UrlPosition.at(In.GIVEN));
                case HOST -> after.add(UrlPosition.at(In.PATH));
                case SLASH -> {
                    after.add(UrlPosition.at(In.PATH));
                    if (!placed.equals(new Placed.At(Place.URL_SEGMENT))) {
                        after.add(position); // as nothing may have been written
                    }
                }
                default -> after.add(position);
            }
        }
        positions = certain(after);
        return placed;
    }

    private Placed placed(char next) {
        Set<Place> places = EnumSet.noneOf(Place.class);
        for (UrlPosition position : positions) {
            switch (position.in()) {
                case START, GIVEN -> {
                    if (isFixed) {
                        return FIXED;
                    } else if (!position.word().isEmpty()) {
                        return ENTITY;
                    }
                    places.add(position.in() == In.START ? Place.URL_START : Place.URL_PART);
                }
                case OPEN -> places.add(Place.URL_PART);
                case SLASH -> places.add(Place.URL_AFTER_SLASH);
                case AUTHORITY -> {
                    return HOST;
                }
                case HOST -> places.add(Place.URL_AFTER_HOST);
                case PATH -> places.add(Place.URL_PATH);
                case QUERY -> places.add(Place.URL_VALUE);
                case ENTITY -> {
                    return ENTITY;
                }
                case PROGRAM -> {
                    return new Placed.Refused("stands in an address that is a program or a document of its own ("
                            + position.word() + ":): write an address that leads somewhere, such as https://…");
                }
            }
        }
        return careful(places, next);
    }

    /** What is careful enough for all of the places. */
    private static Placed careful(Set<Place> places, char next) {
        boolean isPath = places.stream()
                .allMatch(place ->
                        place == Place.URL_PATH || place == Place.URL_AFTER_HOST || place == Place.URL_AFTER_SLASH);
        boolean isAfterHost = places.contains(Place.URL_AFTER_HOST);
        boolean isAfterSlash = places.contains(Place.URL_AFTER_SLASH);
        if (isAfterHost) {
            return isPath && !isAfterSlash ? new Placed.At(Place.URL_AFTER_HOST) : UNCERTAIN;
        } else if (isAfterSlash && isPath) {
            return new Placed.At(MAY_BE_SLASH.indexOf(next) >= 0 ? Place.URL_SEGMENT : Place.URL_AFTER_SLASH);
        } else if (isAfterSlash && (places.contains(Place.URL_PART) || places.contains(Place.URL_START))) {
            return UNCERTAIN;
        } else if (places.contains(Place.URL_PART)) {
            return new Placed.At(Place.URL_PART);
        } else if (places.contains(Place.URL_START)) {
            return new Placed.At(Place.URL_START);
        }
        return new Placed.At(places.contains(Place.URL_VALUE) ? Place.URL_VALUE : Place.URL_PATH);
    }

    private boolean is(In in) {
        return positions.stream().anyMatch(position -> position.in() == in);
    }

    boolean isAtBegin() {
        return positions.equals(Set.of(UrlPosition.START));
    }

    boolean isInHost() {
        return is(In.AUTHORITY) || is(In.HOST);
    }

    @Override
    public boolean isLike(Scanner other) {
        return other instanceof UrlScanner url && positions.equals(url.positions);
    }

    @Override
    public @Nullable UrlScanner with(Scanner other) {
        return other instanceof UrlScanner url ? with(url) : null;
    }

    UrlScanner with(UrlScanner other) {
        Set<UrlPosition> either = new LinkedHashSet<>(positions);
        either.addAll(other.positions);
        UrlScanner both = copy();
        both.positions = certain(either);
        return both;
    }

    /** What may be the begin of several schemes is as uncertain as what has a value in it. */
    private static Set<UrlPosition> certain(Set<UrlPosition> positions) {
        if (positions.stream().filter(UrlPosition::isBeforeScheme).count() < 2) {
            return positions;
        }
        Set<UrlPosition> certain = new LinkedHashSet<>(positions);
        certain.removeIf(UrlPosition::isBeforeScheme);
        certain.add(UrlPosition.at(In.GIVEN));
        return certain;
    }
}

package io.cairn.personalization.content;

import org.jspecify.annotations.Nullable;

/**
 * Where in a list of addresses, as {@code srcset} is, the next character stands: each has a size after a blank, and a comma
 * after that.
 */
final class UrlListScanner implements Scanner {
    private static final String BLANKS = " \t\n\r\f";

    private final boolean isFixed;
    private UrlScanner address;
    private boolean isSize;
    private char last;

    /** @param isFixed whether a value must not decide where one leads */
    UrlListScanner(boolean isFixed) {
        this.isFixed = isFixed;
        this.address = new UrlScanner(isFixed);
    }

    @Override
    public UrlListScanner copy() {
        UrlListScanner copy = new UrlListScanner(isFixed);
        copy.address = address.copy();
        copy.isSize = isSize;
        copy.last = last;
        return copy;
    }

    @Override
    public @Nullable String text(char c) {
        boolean isBlank = BLANKS.indexOf(c) >= 0;
        boolean ends = c == ',' ? isSize || address.isAtBegin() : isBlank && last == ',';
        last = c;
        if (ends) {
            address = new UrlScanner(isFixed);
            isSize = false;
        } else if (isBlank && !address.isAtBegin()) {
            address = UrlScanner.inQuery(isFixed);
            isSize = true;
        } else if (!isSize) {
            return address.text(c);
        }
        return null;
    }

    @Override
    public Placed output(char next) {
        last = 0;
        return address.output(next);
    }

    @Override
    public boolean isLike(Scanner other) {
        return other instanceof UrlListScanner list && isSize == list.isSize && address.isLike(list.address);
    }

    @Override
    public @Nullable UrlListScanner with(Scanner other) {
        if (!(other instanceof UrlListScanner list)) {
            return null;
        }
        UrlListScanner both = copy();
        both.address = address.with(list.address);
        both.isSize &= list.isSize;
        return both;
    }
}

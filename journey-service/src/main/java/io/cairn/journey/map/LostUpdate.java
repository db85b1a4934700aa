package io.cairn.journey.map;

import java.util.Set;

/** The draft was saved in between: whoever read it before would have saved over, published or archived another's work. */
public final class LostUpdate extends RuntimeException {
    private final transient Journey current;
    private final transient Set<String> read;

    /** @param read the ETags, without quotes, of what the caller takes the draft to be */
    LostUpdate(Journey current, Set<String> read) {
        super("the draft of '" + current.key() + "' was saved in between", null, false, false);
        this.current = current;
        this.read = Set.copyOf(read);
    }

    /** As it is now. */
    public Journey current() {
        return current;
    }

    /** The ETags, without quotes, of what the caller takes the draft to be. */
    public Set<String> read() {
        return read;
    }
}

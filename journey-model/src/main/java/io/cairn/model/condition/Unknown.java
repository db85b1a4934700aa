package io.cairn.model.condition;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** In place of a value: facts are missing, or if none is, something failed. */
record Unknown(List<String> missing, @Nullable String failure) {
    /** A closure failed; why is for the interpreter to say. */
    static final Unknown FAILED = failed("failed");

    static Unknown failed(String why) {
        return new Unknown(List.of(), why);
    }

    /** @param what as written in the condition, such as {@code since('purchase')} */
    static Unknown missing(String what) {
        return new Unknown(List.of(what), null);
    }

    Unknown with(Unknown other) {
        List<String> all = new ArrayList<>(missing);
        for (String what : other.missing) {
            if (!all.contains(what)) {
                all.add(what);
            }
        }
        return new Unknown(List.copyOf(all), failure == null ? other.failure : failure);
    }
}

package io.cairn.model.condition;

import java.util.List;

/** What a ranking gives. */
public sealed interface Score {
    /** @param value finite */
    record Of(double value) implements Score {}

    record Missing(List<String> what) implements Score {}

    record Failed(String why) implements Score {}
}

package io.cairn.model.condition;

import dev.cel.common.CelErrorCode;
import dev.cel.common.exceptions.CelRuntimeException;

/** Something that a condition asked for is not there. CEL's {@code ||}, {@code &&} and {@code ?:} absorb it as they do any error. */
final class MissingFact extends CelRuntimeException {
    private final String what;

    /** @param what as written in the condition, such as {@code since('purchase')} */
    MissingFact(String what) {
        super((Throwable) null, CelErrorCode.ATTRIBUTE_NOT_FOUND);
        this.what = what;
    }

    String what() {
        return what;
    }

    @Override
    public String getMessage() {
        return what;
    }

    /** None: strangers miss nearly everything, and nobody reads where. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}

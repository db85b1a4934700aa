package io.cairn.personalization.content;

import io.quarkus.qute.TemplateNode.Origin;
import org.jspecify.annotations.Nullable;

/** A text is not a template of the allowed kind. */
final class InvalidText extends Exception {
    private final transient @Nullable Origin origin;
    private final String detail;

    InvalidText(String detail, @Nullable Origin origin) {
        super(detail);
        this.detail = detail;
        this.origin = origin;
    }

    @Override
    public String getMessage() {
        return detail;
    }

    /** From 1. */
    @Nullable
    Integer line() {
        return origin == null ? null : (Integer) origin.getLine();
    }

    /** From 1. */
    @Nullable
    Integer column() {
        return origin == null ? null : (Integer) Math.max(1, origin.getLineCharacterStart());
    }
}

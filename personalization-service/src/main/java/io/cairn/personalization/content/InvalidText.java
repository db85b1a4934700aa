package io.cairn.personalization.content;

import io.quarkus.qute.TemplateNode.Origin;
import org.jspecify.annotations.Nullable;

/** A text is not a template of the allowed kind. */
final class InvalidText extends Exception {
    private final String detail;
    private final @Nullable Integer line;
    private final @Nullable Integer column;

    InvalidText(String detail, @Nullable Origin origin) {
        this(
                detail,
                origin == null ? null : (Integer) origin.getLine(),
                origin == null ? null : (Integer) Math.max(1, origin.getLineCharacterStart()));
    }

    InvalidText(String detail, @Nullable Integer line, @Nullable Integer column) {
        super(detail);
        this.detail = detail;
        this.line = line;
        this.column = column;
    }

    @Override
    public String getMessage() {
        return detail;
    }

    /** From 1. */
    @Nullable
    Integer line() {
        return line;
    }

    /** From 1. */
    @Nullable
    Integer column() {
        return column;
    }
}

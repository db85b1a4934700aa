package io.cairn.events.imports.file;

import org.jspecify.annotations.Nullable;

/**
 * One row as it stands in the file.
 *
 * @param line where it begins, from 1
 * @param text without the line's end; of one too long the beginning
 * @param fault what makes it unreadable; null if nothing does
 */
record RawRow(long line, String text, @Nullable String fault) {}

package io.cairn.events.imports.file;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How a CSV file is written.
 *
 * @param separator between its fields; 0 to be told from its first line
 * @param columns their names where the file has no header; else empty
 */
public record FileForm(Charset charset, char separator, List<String> columns) {
    public static final FileForm PLAIN = new FileForm(StandardCharsets.UTF_8, '\0', List.of());

    public FileForm {
        columns = List.copyOf(columns);
    }
}

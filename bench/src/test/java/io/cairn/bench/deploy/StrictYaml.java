package io.cairn.bench.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** YAML 1.1 with merge keys, as kubectl and Compose read it, but a key given twice is an error. */
final class StrictYaml {
    private StrictYaml() {}

    /** The documents of a file, each a mapping. */
    static List<Map<String, Object>> read(Path file) {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The documents of a text, each a mapping; {@code source} is named in what is thrown. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> parse(String text, String source) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        var documents = new ArrayList<Map<String, Object>>();
        try {
            for (Object document : new Yaml(new SafeConstructor(options)).loadAll(text)) {
                documents.add((Map<String, Object>) document);
            }
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(source + ": " + e.getMessage(), e);
        }
        return documents;
    }
}

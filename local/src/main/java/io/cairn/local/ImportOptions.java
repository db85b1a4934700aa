package io.cairn.local;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ./run import} was asked for.
 *
 * @param file to be imported
 * @param mapping a file with the mapping as JSON, instead of a guess
 * @param url of an events-service, without a slash at the end; else that of the Cairn that runs on {@code data}
 * @param key an API key of role ingest
 * @param yes whether the guess is right, whatever it is
 */
record ImportOptions(Path file, Optional<Path> mapping, Optional<URI> url, String key, boolean yes, Path data) {
    /** @throws Failure saying what is wrong */
    static ImportOptions parse(List<String> arguments, Path defaultData, Map<String, String> environment)
            throws Failure {
        Path file = null;
        Path mapping = null;
        URI url = null;
        String key = environment.getOrDefault("CAIRN_API_KEY", Endpoints.LOCAL_KEY);
        boolean yes = false;
        Path data = defaultData;
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
            switch (equals < 0 ? argument : argument.substring(0, equals)) {
                case "--yes", "-y" -> yes = true;
                case "--mapping" -> mapping = path(value(argument, equals, rest), "--mapping");
                case "--url" -> url = url(value(argument, equals, rest));
                case "--key" -> key = value(argument, equals, rest);
                case "--data" -> data = path(value(argument, equals, rest), "--data");
                default -> {
                    if (argument.startsWith("--") || file != null) {
                        throw Failure.usage(
                                "import takes one file, and not '" + argument + "'; ./run --help lists its options");
                    }
                    file = readable(path(argument, "the file"));
                }
            }
        }
        if (file == null) {
            throw Failure.usage("import needs a file: ./run import events.csv");
        }
        if (mapping != null) {
            Path unused = readable(mapping);
        }
        return new ImportOptions(
                file,
                Optional.ofNullable(mapping),
                Optional.ofNullable(url),
                key,
                yes,
                data.toAbsolutePath().normalize());
    }

    private static String value(String argument, int equals, Iterator<String> rest) throws Failure {
        String value = equals >= 0 ? argument.substring(equals + 1) : rest.hasNext() ? rest.next() : "";
        if (value.isEmpty()) {
            throw Failure.usage(argument + " needs a value");
        }
        return value;
    }

    private static Path path(String value, String what) throws Failure {
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw Failure.usage(what + " is not a file name: '" + value + "'");
        }
    }

    private static Path readable(Path file) throws Failure {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw Failure.usage("there is no file '" + file + "' that can be read");
        }
        return file;
    }

    private static URI url(String value) throws Failure {
        @Nullable URI url = null;
        try {
            url = URI.create(value.endsWith("/") ? value.substring(0, value.length() - 1) : value);
        } catch (IllegalArgumentException e) {
            // said below
        }
        if (url == null || url.getHost() == null) {
            throw Failure.usage("--url must be an address such as http://127.0.0.1:8082, not '" + value + "'");
        }
        return url;
    }
}

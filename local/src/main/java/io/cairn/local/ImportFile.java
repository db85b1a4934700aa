package io.cairn.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** A file to be imported. */
record ImportFile(Path path) {
    private static final int SAMPLE_BYTES = 256 * 1024;

    String name() {
        return String.valueOf(path.getFileName());
    }

    /** What its name says of its content; the service looks for itself where that says nothing. */
    String contentType() {
        String bare = name().toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        if (bare.endsWith(".csv") || bare.endsWith(".tsv")) {
            return "text/csv";
        }
        return bare.endsWith(".ndjson") || bare.endsWith(".jsonl")
                ? "application/x-ndjson"
                : "application/octet-stream";
    }

    long size() throws IOException {
        return Files.size(path);
    }

    /** Its first rows, unpacked: whole lines, as far as there are any. */
    byte[] sample() throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(path))) {
            file.mark(2);
            boolean isGzip = file.read() == 0x1f && file.read() == 0x8b;
            file.reset();
            byte[] bytes = (isGzip ? new GZIPInputStream(file) : file).readNBytes(SAMPLE_BYTES);
            int end = bytes.length;
            while (bytes.length == SAMPLE_BYTES && end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            return end == 0 ? bytes : Arrays.copyOf(bytes, end);
        }
    }
}

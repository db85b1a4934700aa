package io.cairn.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** Its first rows, unpacked: whole ones, as far as that can be told without a mapping. */
    byte[] sample() throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(path))) {
            file.mark(2);
            boolean isGzip = file.read() == 0x1f && file.read() == 0x8b;
            file.reset();
            byte[] bytes = (isGzip ? new GZIPInputStream(file) : file).readNBytes(SAMPLE_BYTES);
            return bytes.length < SAMPLE_BYTES ? bytes : ImportSample.wholeRows(bytes);
        }
    }
}

package io.cairn.personalization.decision.rest;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a stream, one at a time; of one that is too long the rest is passed over. */
final class Lines {
    private final InputStream input;
    private final int maxBytes;
    private long number;

    /**
     * A line, without its break.
     *
     * @param number from 1
     * @param bytes null if there were more than the limit
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Line(long number, byte @Nullable [] bytes) {
        /** In bytes; 0 of one that was not kept. */
        int length() {
            return bytes == null ? 0 : bytes.length;
        }

        boolean isBlank() {
            if (bytes != null) {
                for (byte b : bytes) {
                    if (b > ' ' || b < 0) {
                        return false;
                    }
                }
                return true;
            }
            return false;
        }
    }

    Lines(InputStream input, int maxBytes) {
        this.input = new BufferedInputStream(input, 1 << 16);
        this.maxBytes = maxBytes;
    }

    /** Whether some of the next line is here. */
    boolean isAtHand() throws IOException {
        return input.available() > 0;
    }

    /** The next line; null at the end. */
    @Nullable
    Line next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean tooLong = false;
        int b = input.read();
        if (b < 0) {
            return null;
        }
        while (b >= 0 && b != '\n') {
            if (line.size() < maxBytes) {
                line.write(b);
            } else {
                tooLong = true;
            }
            b = input.read();
        }
        number++;
        return new Line(number, tooLong ? null : line.toByteArray());
    }
}

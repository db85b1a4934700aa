package io.cairn.events.imports.rest;

import io.cairn.kit.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/** Keeps what is read of a body, a sample's worth and never more than {@value #MAX_MIB} MiB, to be read once more. */
final class Rewound extends InputStream {
    /** A sample is a quarter of it, unless rows go on without an end. */
    private static final int MAX_MIB = 4;

    private final InputStream body;
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();

    Rewound(InputStream body) {
        this.body = body;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int n = read(one, 0, 1);
        return n < 0 ? -1 : one[0] & 0xff;
    }

    /** @throws ProblemException 422 if more would be read than is kept */
    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int left = (MAX_MIB << 20) - read.size();
        if (left == 0 && length > 0) {
            throw ProblemException.invalid(
                    "", "its first rows are longer than " + MAX_MIB + " MiB, too long for a guess: give a mapping");
        }
        int n = body.read(bytes, from, Math.min(left, length));
        if (n > 0) {
            read.write(bytes, from, n);
        }
        return n;
    }

    /** The whole body, from its beginning. */
    InputStream again() {
        return new SequenceInputStream(new ByteArrayInputStream(read.toByteArray()), body);
    }
}

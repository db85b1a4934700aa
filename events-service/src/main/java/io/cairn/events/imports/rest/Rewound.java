package io.cairn.events.imports.rest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/** Keeps what is read of a body, a sample's worth, to be read once more. */
final class Rewound extends InputStream {
    private final InputStream body;
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();

    Rewound(InputStream body) {
        this.body = body;
    }

    @Override
    public int read() throws IOException {
        int b = body.read();
        if (b >= 0) {
            read.write(b);
        }
        return b;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int n = body.read(bytes, from, length);
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

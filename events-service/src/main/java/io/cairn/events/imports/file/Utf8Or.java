package io.cairn.events.imports.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/** Reads UTF-8 until bytes come that are none, and another charset from there on: what was before is ASCII in either. */
final class Utf8Or extends CharsetDecoder {
    private final CharsetDecoder other;
    private CharsetDecoder actual = UTF_8.newDecoder();

    /** @param other which reads any bytes */
    Utf8Or(CharsetDecoder other) {
        super(UTF_8, 1, 1);
        this.other = other;
    }

    @Override
    protected CoderResult decodeLoop(ByteBuffer bytes, CharBuffer chars) {
        CoderResult result = actual.decode(bytes, chars, false);
        if (!result.isError()) {
            return result;
        }
        actual = other;
        return actual.decode(bytes, chars, false);
    }
}

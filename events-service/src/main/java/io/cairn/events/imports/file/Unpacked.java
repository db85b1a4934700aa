package io.cairn.events.imports.file;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.ZipException;

/**
 * A file's bytes, unpacked if they are gzip, whatever the headers say. A bomb ends as soon as it shows: rows never shrink
 * to less than {@code 1/MAX_RATIO} of their size.
 */
public final class Unpacked extends FilterInputStream {
    static final int MAX_RATIO = 200;

    /** From here on the ratio counts: a small file of equal rows is no danger. */
    private static final long FREE_BYTES = 64L << 20;

    private final CountedInput packed;
    private final boolean isGzip;
    private long count;

    private Unpacked(CountedInput packed, InputStream input, boolean isGzip) {
        super(input);
        this.packed = packed;
        this.isGzip = isGzip;
    }

    /** Looks at the first bytes. @throws BadFileException if they promise gzip and are not */
    public static Unpacked of(InputStream file) throws IOException {
        CountedInput counted = new CountedInput(file);
        PushbackInputStream input = new PushbackInputStream(counted, 2);
        byte[] magic = input.readNBytes(2);
        input.unread(magic);
        boolean isGzip = magic.length == 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b;
        try {
            return new Unpacked(counted, isGzip ? new Gunzip(input) : input, isGzip);
        } catch (EOFException | ZipException e) {
            throw new BadFileException("the file begins like gzip, but is none");
        }
    }

    /** How many bytes of the file were read, as they came. */
    public long packedCount() {
        return packed.count();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int read = read(one, 0, 1);
        return read < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (!isGzip) {
            return in.read(bytes, from, length);
        }
        try {
            int read = in.read(bytes, from, length);
            count += Math.max(0, read);
            if (count > FREE_BYTES && count / MAX_RATIO > packed.count()) {
                throw new BadFileException(
                        "the file's gzip unpacks to more than " + MAX_RATIO + " times its size: send it unpacked");
            }
            return read;
        } catch (EOFException e) {
            throw new BadFileException("the file's gzip is cut short");
        } catch (ZipException e) {
            throw new BadFileException("the file's gzip is broken: " + e.getMessage());
        }
    }

    /** None for certain: whoever decodes gives what it has before it waits for more. */
    @Override
    public int available() {
        return 0;
    }

    /** A {@link BadFile} on its way through readers that only know IOException. */
    static final class BadFileException extends IOException {
        BadFileException(String detail) {
            super(detail);
        }

        BadFile badFile() {
            return new BadFile(String.valueOf(getMessage()));
        }
    }
}

package io.cairn.events.imports.file;

import io.cairn.events.imports.file.Unpacked.BadFileException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * Unpacks gzip (RFC 1952): all members of the file, and nothing else may follow them but zeros, which some pad with.
 * {@code GZIPInputStream} takes whatever follows a member and is not a whole header for the file's end, and so loses rows of
 * a file that is cut there.
 */
final class Gunzip extends InflaterInputStream {
    private static final int BUFFER = 16_384;
    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 1 << 1;
    private static final int EXTRA = 1 << 2;
    private static final int NAME = 1 << 3;
    private static final int COMMENT = 1 << 4;

    private final CRC32 crc = new CRC32();

    /** How many bytes at the end of the buffer follow those that were unpacked. */
    private int left;

    private boolean isAtEnd;

    /** Reads the first member's header. @throws EOFException | ZipException if it is none */
    Gunzip(InputStream packed) throws IOException {
        super(packed, new Inflater(true), BUFFER);
        if (!beginMember()) {
            throw new EOFException();
        }
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        while (!isAtEnd) {
            int read = super.read(bytes, from, length);
            if (read >= 0) {
                crc.update(bytes, from, read);
                return read;
            }
            endMember();
            isAtEnd = !beginMember();
        }
        return -1;
    }

    /** Whether there is one more. */
    private boolean beginMember() throws IOException {
        crc.reset();
        int first = next();
        if (first <= 0) {
            while (first == 0) {
                first = next();
            }
            if (first < 0) {
                return false;
            }
            throw noGzip();
        }
        if (first != 0x1f || must() != 0x8b) {
            throw noGzip();
        }
        if (must() != DEFLATE) {
            throw new ZipException("it is packed in a way that is not known");
        }
        int flags = must();
        pass(6); // its time, and what packed it
        if ((flags & EXTRA) != 0) {
            pass(number(2));
        }
        if ((flags & NAME) != 0) {
            passText();
        }
        if ((flags & COMMENT) != 0) {
            passText();
        }
        if ((flags & HEADER_CRC) != 0) {
            long sum = crc.getValue() & 0xffff;
            check(sum == number(2));
        }
        crc.reset();
        inf.reset();
        inf.setInput(buf, len - left, left);
        return true;
    }

    private static BadFileException noGzip() {
        return new BadFileException("something that is no gzip follows the file's gzip");
    }

    private void endMember() throws IOException {
        left = inf.getRemaining();
        long sum = crc.getValue();
        long size = inf.getBytesWritten() & 0xffff_ffffL;
        check(number(4) == sum && number(4) == size);
    }

    private static void check(boolean isAsItSays) throws ZipException {
        if (!isAsItSays) {
            throw new ZipException("its checksum is wrong");
        }
    }

    private void pass(long bytes) throws IOException {
        for (long i = 0; i < bytes; i++) {
            must();
        }
    }

    private void passText() throws IOException {
        while (must() != 0) {
            // it ends with a zero
        }
    }

    /** Its lowest byte first. */
    private long number(int bytes) throws IOException {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number |= (long) must() << (8 * i);
        }
        return number;
    }

    private int must() throws IOException {
        int b = next();
        if (b < 0) {
            throw new EOFException();
        }
        return b;
    }

    /** The next byte that is not unpacked; -1 at the file's end. */
    private int next() throws IOException {
        if (left == 0) {
            len = in.read(buf, 0, buf.length);
            left = Math.max(0, len);
            if (left == 0) {
                return -1;
            }
        }
        int b = buf[len - left--] & 0xff;
        crc.update(b);
        return b;
    }
}

package io.cairn.journey.picture;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Draws a picture as PNG (ISO/IEC 15948), strip by strip from the top: however large it is, only one strip of it is in
 * memory unpacked.
 */
final class PngWriter {
    /** Four bytes each. */
    private static final int PIXELS_PER_STRIP = 1 << 21;

    private static final int CHUNK = 1 << 16;

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    /** Of the picture's filters, the one that takes from each byte the one above it: most rows repeat the last. */
    private static final int FILTER_UP = 2;

    private final Picture picture;
    private final List<Mark> marks;
    private final Palette palette;
    private final double scale;
    private final int width;
    private final int height;

    private PngWriter(Picture picture, Palette palette, double scale) {
        this.picture = picture;
        this.marks = picture.groups().stream()
                .flatMap(group -> group.marks().stream())
                .toList();
        this.palette = palette;
        this.scale = scale;
        this.width = (int) Math.ceil(picture.width() * scale);
        this.height = (int) Math.ceil(picture.height() * scale);
    }

    /** @param scale pixels of the image to one of the picture */
    static byte[] write(Picture picture, Palette palette, double scale) {
        try {
            return new PngWriter(picture, palette, scale).write();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written to", e);
        }
    }

    private byte[] write() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(file);
        out.write(SIGNATURE);
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.writeInt(width);
        fields.writeInt(height);
        fields.write(new byte[] {8, 2, 0, 0, 0}); // 8 bits each of red, green and blue; not interlaced
        chunk(out, "IHDR", header.toByteArray());
        pixels(out);
        chunk(out, "IEND", new byte[0]);
        return file.toByteArray();
    }

    private void pixels(DataOutputStream out) throws IOException {
        int rowsPerStrip = Math.max(16, PIXELS_PER_STRIP / width);
        BufferedImage strip = new BufferedImage(width, rowsPerStrip, BufferedImage.TYPE_INT_RGB);
        int[] pixels = ((DataBufferInt) strip.getRaster().getDataBuffer()).getData();
        byte[] above = new byte[3 * width];
        byte[] filtered = new byte[1 + above.length];
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (OutputStream chunks = new BufferedOutputStream(new Chunks(out), CHUNK);
                OutputStream rows = new DeflaterOutputStream(chunks, deflater, CHUNK)) {
            for (int top = 0; top < height; top += rowsPerStrip) {
                paint(strip, top);
                for (int row = 0; row < Math.min(rowsPerStrip, height - top); row++) {
                    filter(pixels, row * width, above, filtered);
                    rows.write(filtered);
                }
            }
        } finally {
            deflater.end();
        }
    }

    /** A row as it goes into the file, of what the row above was; which becomes this row. */
    private void filter(int[] pixels, int start, byte[] above, byte[] filtered) {
        filtered[0] = FILTER_UP;
        for (int pixel = 0, i = 0; pixel < width; pixel++) {
            int colour = pixels[start + pixel];
            for (int shift = 16; shift >= 0; shift -= 8, i++) {
                byte value = (byte) (colour >> shift);
                filtered[i + 1] = (byte) (value - above[i]);
                above[i] = value;
            }
        }
    }

    private void paint(BufferedImage strip, int top) {
        Graphics2D graphics = strip.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.clipRect(0, 0, strip.getWidth(), strip.getHeight());
            graphics.translate(0, -top);
            graphics.scale(scale, scale);
            Painter painter = new Painter(graphics, palette);
            painter.ground(new Box(0, 0, picture.width() + 1, picture.height() + 1));
            Box shown = new Box(0, top / scale - 8, picture.width(), strip.getHeight() / scale + 16);
            marks.stream().filter(mark -> isIn(shown, mark.box())).forEach(painter::mark);
        } finally {
            graphics.dispose();
        }
    }

    private static boolean isIn(Box shown, Box mark) {
        return mark.y() <= shown.bottom() && mark.bottom() >= shown.y();
    }

    private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
        chunk(out, type, data, 0, data.length);
    }

    private static void chunk(DataOutputStream out, String type, byte[] data, int from, int length) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data, from, length);
        out.writeInt(length);
        out.write(name);
        out.write(data, from, length);
        out.writeInt((int) crc.getValue());
    }

    /** What is written to it, in chunks of pixels. */
    private static final class Chunks extends OutputStream {
        private final DataOutputStream out;

        Chunks(DataOutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single});
        }

        @Override
        public void write(byte[] data, int from, int length) throws IOException {
            chunk(out, "IDAT", data, from, length);
        }
    }
}

package io.cairn.journey.picture;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The fonts that pixels are drawn with: those that we bring, so that a picture comes out alike on every machine and needs
 * no font there; what they lack is looked for among the machine's own.
 *
 * @param upright from the first to be asked for a character to the last
 */
record Typefaces(List<Font> upright, List<Font> bold, List<Font> italic, Map<Integer, Font> found) {
    private static final String DEJAVU = "/net/sf/jasperreports/fonts/dejavu/DejaVuSans%s.ttf";
    private static final String HAN = "/com/github/xingfudeshi/fonts/思源黑体%s.ttf";

    private static final class Holder {
        static final Typefaces TYPEFACES = load();
    }

    /** Loaded when first asked for, in some tenths of a second. */
    static Typefaces get() {
        return Holder.TYPEFACES;
    }

    /** Those to set a line in: only the scripts that have an italic lean. */
    List<Font> of(Style style, String line) {
        if (style.bold()) {
            return bold;
        }
        return style.italic() && italic.get(0).canDisplayUpTo(line) < 0 ? italic : upright;
    }

    /** A font of the machine that has the character; the last resort, which shows a box, if none has. */
    Font beyond(int codePoint) {
        return found.computeIfAbsent(codePoint, Typefaces::installed);
    }

    private static Font installed(int codePoint) {
        return Arrays.stream(GraphicsEnvironment.getLocalGraphicsEnvironment().getAllFonts())
                .filter(font -> font.canDisplay(codePoint))
                .findFirst()
                .orElse(Holder.TYPEFACES.upright.get(0));
    }

    private static Typefaces load() {
        try {
            Path directory = Files.createTempDirectory("cairn-fonts");
            Path regular = copy(DEJAVU.formatted(""), directory, "regular.ttf");
            Path bold = copy(DEJAVU.formatted("-Bold"), directory, "bold.ttf");
            Path oblique = copy(DEJAVU.formatted("-Oblique"), directory, "oblique.ttf");
            Path han = copy(HAN.formatted("正常_0"), directory, "han.ttf");
            Path hanBold = copy(HAN.formatted("中粗"), directory, "han-bold.ttf");
            startWithoutInstalledFonts(directory, regular);
            directory.toFile().deleteOnExit();
            Font upright = font(regular);
            Font ideographs = font(han);
            return new Typefaces(
                    List.of(upright, ideographs),
                    List.of(font(bold), font(hanBold), upright, ideographs),
                    List.of(font(oblique), upright, ideographs),
                    new ConcurrentHashMap<>());
        } catch (IOException e) {
            throw new UncheckedIOException("the fonts cannot be put into the directory for temporary files", e);
        }
    }

    /**
     * On Linux, Java's font system does not start where no font is installed, or no fontconfig ("Fontconfig head is
     * null"), not even for fonts that it is given, unless a file names one for each of its logical fonts.
     */
    private static void startWithoutInstalledFonts(Path directory, Path font) throws IOException {
        boolean isLinux =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux");
        if (!isLinux || System.getProperty("sun.awt.fontconfig") != null) {
            return;
        }
        List<String> lines = new ArrayList<>(List.of("version=1", "sequence.allfonts=latin-1"));
        for (String family : List.of("dialog", "dialoginput", "sansserif", "serif", "monospaced")) {
            Stream.of("plain", "bold", "italic", "bolditalic")
                    .forEach(style -> lines.add(family + "." + style + ".latin-1=DejaVu Sans"));
        }
        lines.add("filename.DejaVu_Sans=" + font);
        Path file = Files.write(directory.resolve("fontconfig.properties"), lines);
        file.toFile().deleteOnExit();
        System.setProperty("sun.awt.fontconfig", file.toString());
    }

    private static Path copy(String resource, Path directory, String name) throws IOException {
        Path file = directory.resolve(name);
        try (InputStream font = Typefaces.class.getResourceAsStream(resource)) {
            if (font == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            Files.copy(font, file, StandardCopyOption.REPLACE_EXISTING);
        }
        file.toFile().deleteOnExit();
        return file;
    }

    private static Font font(Path file) throws IOException {
        try {
            return Font.createFont(Font.TRUETYPE_FONT, file.toFile());
        } catch (FontFormatException e) {
            throw new IllegalStateException(file + " is not a font", e);
        }
    }
}

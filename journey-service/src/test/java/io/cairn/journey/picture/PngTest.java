package io.cairn.journey.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.journey.picture.Mark.Words;
import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.JourneyMaps;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.TextHitInfo;
import java.awt.font.TextLayout;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PngTest {
    private static final JourneyMap MAP = Pictures.random(7, 3, 4);

    @Test
    void imageIsTwiceAsLargeAsThePictureAndInItsColours() throws Exception {
        Picture picture = MapPicture.layOut(MAP, "draft", null);
        BufferedImage image = read(MapPicture.png(MAP, "draft", null, Theme.DARK));
        assertThat(image.getWidth()).isEqualTo((int) Math.ceil(2 * picture.width()));
        assertThat(image.getHeight()).isEqualTo((int) Math.ceil(2 * picture.height()));
        assertThat(image.getRGB(1, 1) & 0xFFFFFF).isEqualTo(0x12171e);
        assertThat(image.getRGB(image.getWidth() - 1, image.getHeight() - 1) & 0xFFFFFF)
                .isEqualTo(0x12171e);
    }

    @Test
    void stripsJoinWithoutASeam() throws Exception {
        Picture picture = MapPicture.layOut(MAP, "draft", null);
        Mark head = picture.groups().stream()
                .flatMap(group -> group.marks().stream())
                .filter(mark -> mark instanceof Mark.Panel panel && panel.kind().equals("lane-row"))
                .findFirst()
                .orElseThrow();
        BufferedImage image = read(PngWriter.write(picture, Palette.LIGHT, 4));
        int x = (int) (4 * head.box().x()) + 8;
        for (int y = (int) (4 * head.box().y()) + 40; y < (int) (4 * head.box().bottom()) - 40; y++) {
            assertThat(image.getRGB(x, y) & 0xFFFFFF).as("row %s", y).isEqualTo(0xf4f6f8);
        }
    }

    @Property(tries = 20)
    void noLineIsWiderThanItsBox(@ForAll long seed) {
        MapPicture.layOut(Pictures.random(seed, 3, 4), "draft", null).groups().stream()
                .flatMap(group -> group.marks().stream())
                .filter(Words.class::isInstance)
                .map(Words.class::cast)
                .forEach(words -> words.lines().stream()
                        .filter(line -> !line.isEmpty())
                        .forEach(line -> {
                            TextLayout layout = TextLine.of(line, words.style(), words.rightToLeft());
                            assertThat(layout.getAdvance())
                                    .as("%s %s", words.style(), line)
                                    .isLessThanOrEqualTo((float) words.box().width() + 1);
                        }));
    }

    @Test
    void noLetterIsWiderThanItIsTakenToBe() {
        FontRenderContext exact = new FontRenderContext(null, true, true);
        Typefaces typefaces = Typefaces.get();
        IntStream.rangeClosed(' ', 0x52F)
                .filter(c -> c <= 0x17F || c >= 0x370)
                .filter(c -> Character.isDefined(c) && !Character.isISOControl(c))
                .filter(c -> Character.getType(c) != Character.ENCLOSING_MARK)
                .forEach(c -> {
                    for (List<Font> fonts : List.of(typefaces.upright(), typefaces.bold(), typefaces.italic())) {
                        fonts.stream()
                                .filter(font -> font.canDisplay(c))
                                .findFirst()
                                .ifPresent(font -> assertThat(font.deriveFont(100f)
                                                .getStringBounds(Character.toString(c), exact)
                                                .getWidth())
                                        .as("%x %s", c, Character.toString(c))
                                        .isLessThanOrEqualTo(
                                                100 * Glyphs.width(c, fonts.equals(typefaces.bold())) + 0.5));
                    }
                });
    }

    @Test
    void cyrillicTakesNotMuchMoreRoomThanItNeeds() {
        String text = "Стоимость доставки появляется на последней странице";
        assertThat(Style.BODY.width(text))
                .isLessThan(1.25 * TextLine.of(text, Style.BODY, false).getAdvance());
    }

    @Test
    void chineseAndArabicAreInTheFontsThatWeBring() {
        Typefaces typefaces = Typefaces.get();
        for (String text :
                List.of("结账时才出现的运费，忠诚度。复購買", "تظهر تكاليف الشحن في الصفحة، ١٢٪", "Größe Łódź Ελλάδα Привет שלום")) {
            for (List<Font> fonts : List.of(typefaces.upright(), typefaces.bold(), typefaces.italic())) {
                assertThat(text.codePoints().allMatch(c -> fonts.stream().anyMatch(font -> font.canDisplay(c))))
                        .as(text)
                        .isTrue();
            }
        }
    }

    @Test
    void arabicIsJoinedAndRunsFromRightToLeft() {
        TextLayout joined = TextLine.of("ببب", Style.BODY, true);
        TextLayout apart = TextLine.of("ب", Style.BODY, true);
        assertThat(joined.getAdvance()).isLessThan(2.5f * apart.getAdvance());
        assertThat(joined.isLeftToRight()).isFalse();
        assertThat(TextLine.of("تكاليف VIP", Style.BODY, true)
                        .getVisualHighlightShape(TextHitInfo.leading(0), TextHitInfo.trailing(0))
                        .getBounds2D()
                        .getX())
                .isGreaterThan(20);
    }

    @Test
    void whatCouldNotBeReadIsRefused() throws Exception {
        StringBuilder actions = new StringBuilder("\"" + "word ".repeat(390) + "\"");
        actions.append((", \"" + "word ".repeat(390) + "\"").repeat(90));
        StringBuilder touchpoints = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            touchpoints
                    .append(i == 0 ? "" : ",")
                    .append("{\"key\":\"t%s\",\"name\":\"T\",\"actions\":[%s]}".formatted(i, actions));
        }
        StringBuilder stages =
                new StringBuilder("{\"key\":\"s\",\"name\":\"S\",\"touchpoints\":[" + touchpoints + "]}");
        for (int i = 0; i < 40; i++) {
            stages.append(",{\"key\":\"s%s\",\"name\":\"S\"}".formatted(i));
        }
        JourneyMap map =
                JourneyMaps.read(new ObjectMapper().readTree("{\"name\":\"Long\",\"stages\":[" + stages + "]}"));
        assertThatThrownBy(() -> MapPicture.png(map, "draft", null, Theme.LIGHT))
                .isInstanceOf(MapPicture.TooLarge.class);
    }

    @Test
    void machineWithoutAnyFontDrawsTheSame(@TempDir Path home) throws Exception {
        Path config = Files.writeString(
                home.resolve("none.conf"),
                "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig></fontconfig>");
        Path image = home.resolve("map.png");
        ProcessBuilder bare = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                BareMachine.class.getName(),
                image.toString());
        bare.environment().put("FONTCONFIG_FILE", config.toString());
        bare.environment().put("XDG_CACHE_HOME", home.toString());
        bare.environment().remove("DISPLAY");
        File output = home.resolve("output").toFile();
        Process process = bare.redirectErrorStream(true).redirectOutput(output).start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output.toPath())).isZero();
        assertThat(Files.readAllBytes(image)).isEqualTo(BareMachine.image());
    }

    /** Draws where there is no font. */
    static final class BareMachine {
        public static void main(String[] arguments) throws Exception {
            Files.write(Path.of(arguments[0]), image());
        }

        static byte[] image() throws Exception {
            return MapPicture.png(
                    JourneyMaps.read(new ObjectMapper()
                            .readTree(
                                    "{\"name\":\"Shop 网上商店 متجر\",\"stages\":[{\"key\":\"a\",\"name\":\"意识 وعي\"}]}")),
                    "draft",
                    null,
                    Theme.LIGHT);
        }
    }

    private static BufferedImage read(byte[] png) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(png));
    }
}

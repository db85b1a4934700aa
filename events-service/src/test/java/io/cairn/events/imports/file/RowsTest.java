package io.cairn.events.imports.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowsTest {
    private static final String LONG = "x".repeat(70_000);
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private static List<Row> rows(InputStream file, FileKind kind, FileForm form) throws IOException, BadFile {
        Rows rows = Rows.of(file, kind, form, new ObjectMapper());
        List<Row> all = new ArrayList<>();
        for (Row row = rows.next(); row != null; row = rows.next()) {
            all.add(row);
        }
        return all;
    }

    private static List<Row> rows(byte[] file) throws IOException, BadFile {
        return rows(new ByteArrayInputStream(file), FileKind.UNKNOWN, FileForm.PLAIN);
    }

    private static List<Row> rows(String file) throws IOException, BadFile {
        return rows(file.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> faults(List<Row> rows) {
        return rows.stream().map(row -> String.valueOf(row.fault())).toList();
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a,b\n1,2\n3,4\n", "a;b\r\n1;2\r\n3;4", "a\tb\r1\t2\r3\t4\r", "\uFEFFa|b\n\n1|2\n\n3|4\n\n"})
    void everyCommonDialectIsRead(String file) throws Exception {
        List<Row> rows = rows(file);
        assertThat(rows)
                .extracting(row -> row.cells().toString())
                .containsExactly("{\"a\":\"1\",\"b\":\"2\"}", "{\"a\":\"3\",\"b\":\"4\"}");
        assertThat(rows).extracting(Row::number).containsExactly(1L, 2L);
    }

    @Test
    void badFirstRowOfAFileWithoutAHeaderCostsThatRowAlone() throws Exception {
        FileForm form = new FileForm(StandardCharsets.UTF_8, '\0', List.of("a", "b"));
        for (String first : List.of(LONG, "1;\u00fc")) {
            byte[] file = (first + "\n1;2\n").getBytes(StandardCharsets.ISO_8859_1);
            List<Row> rows = rows(new ByteArrayInputStream(file), FileKind.CSV, form);
            assertThat(rows).extracting(Row::number).containsExactly(1L, 2L);
            assertThat(rows.get(0).fault()).isNotNull();
            assertThat(rows.get(1).fault())
                    .isEqualTo(first.equals(LONG) ? "has 1 fields, and there are 2 columns" : null);
        }
    }

    @Test
    void firstFieldOfAHeaderMayBeEmpty() throws Exception {
        List<Row> rows = rows("\ta\tb\n0\t1\t2\n");
        assertThat(rows).extracting(row -> row.cells().toString()).containsExactly("{\"a\":\"1\",\"b\":\"2\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n\r\n  \r\na,b\r\n1,2", "\n\n\na,b\n1,2", "\uFEFF\r\r\ra,b\r1,2", "\n\n\n{}\n{}"})
    void blankLinesBeforeTheFirstAreCounted(String file) throws Exception {
        assertThat(rows(file)).extracting(Row::line).endsWith(5L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_row;_line;_reason;a\n1;2;no;\u00fc\n",
                "\uFEFF\"_row\";\"_line\";\"_reason\";\"a\"\r\n\"1\";\"2\";\"no\";\"\u00fc\"\r\n",
                "_row;_line;_reason;_row;_line;_reason;a\n1;2;no;3;4;no;\u00fc\n",
                "{\"_row\":1,\"_line\":2,\"_reason\":\"no\",\"a\":\"\u00fc\"}\n"
            })
    void downloadOfRejectedRowsIsUtf8WithAHeaderWhateverTheFormSays(String file) throws Exception {
        for (String charset : List.of("windows-1252", "utf-16", "utf-16le")) {
            FileForm form = new FileForm(Charset.forName(charset), ';', List.of("x"));
            List<Row> rows =
                    rows(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), FileKind.UNKNOWN, form);
            assertThat(rows).hasSize(1);
            assertThat(rows.get(0).cell("a")).hasToString("\"\u00fc\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_row;_line;_reason;Gr\u00f6\u00dfe\n1;2;no;\u00fc \u20ac\n",
                "{\"_row\":1,\"_line\":2,\"_reason\":\"no\",\"Gr\u00f6\u00dfe\":\"\u00fc \u20ac\"}\n"
            })
    void downloadOfRejectedRowsThatWasSavedAsTheFormSaysIsReadSo(String file) throws Exception {
        FileForm form = new FileForm(WINDOWS, '\0', List.of("x"));
        List<Row> rows = rows(new ByteArrayInputStream(file.getBytes(WINDOWS)), FileKind.UNKNOWN, form);
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).cell("Gr\u00f6\u00dfe")).hasToString("\"\u00fc \u20ac\"");
    }

    @Test
    void downloadOfRejectedRowsThatWasSavedAsNothingSaysIsNotUtf8() throws Exception {
        byte[] file = "_row,_line,_reason,a\n1,2,no,\u00fc\n".getBytes(WINDOWS);
        assertThat(faults(rows(file))).containsExactly("is not UTF-8: say /mapping/charset, such as windows-1252");
    }

    @Test
    void rowThatIsNotOfTheCharsetThatIsSaidNamesIt() throws Exception {
        FileForm form = new FileForm(WINDOWS, '\0', List.of());
        for (String before : List.of("", "_row,_line,_reason,")) {
            byte[] file = (before + "a\n" + before + "\u0081\n").getBytes(StandardCharsets.ISO_8859_1);
            assertThat(faults(rows(new ByteArrayInputStream(file), FileKind.CSV, form)))
                    .containsExactly("is not windows-1252: say another /mapping/charset");
        }
    }

    @Test
    void utf16WithoutAByteOrderMarkIsReadIfItIsSaid() throws Exception {
        byte[] file = "a,b\n1,\u00fc\n".getBytes(StandardCharsets.UTF_16LE);
        assertThatThrownBy(() -> rows(file))
                .isInstanceOf(BadFile.class)
                .hasMessage("the file's header holds NUL characters: is it UTF-16? say /mapping/charset");
        FileForm form = new FileForm(StandardCharsets.UTF_16LE, '\0', List.of());
        assertThat(rows(new ByteArrayInputStream(file), FileKind.UNKNOWN, form)
                        .get(0)
                        .cell("b"))
                .hasToString("\"\u00fc\"");
    }

    @Test
    void utf16WithAByteOrderMarkIsReadUnlessTheFormSaysOtherwise() throws Exception {
        for (String charset : List.of("UTF-16LE", "UTF-16BE")) {
            byte[] file = "\uFEFFa,b\n1,\u00fc\n".getBytes(Charset.forName(charset));
            assertThat(rows(file).get(0).cell("b")).hasToString("\"\u00fc\"");
            assertThat(rows(file).get(0).cell("a")).hasToString("\"1\"");
        }
    }

    @Test
    void excelMayNameTheSeparatorInALineOfItsOwn() throws Exception {
        List<Row> rows = rows("sep=;\r\na,b;c\r\n1,2;3\r\n");
        assertThat(rows.get(0).cell("a,b")).hasToString("\"1,2\"");
        assertThat(rows.get(0).line()).isEqualTo(3);
    }

    @Test
    void headerBehindExcelsLineIsCheckedLikeAnyOther() {
        byte[] file = "sep=;\r\na;Gr\u00f6\u00dfe\r\n1;2\r\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> rows(file))
                .isInstanceOf(BadFile.class)
                .hasMessage("the file's header is not UTF-8: say /mapping/charset, such as windows-1252");
    }

    @Test
    void fileWithoutAHeaderBeginsAsItLikes() throws Exception {
        for (String first : List.of("<ada@example.com>", "[", "%PDF")) {
            byte[] file = (first + ",1\n").getBytes(StandardCharsets.UTF_8);
            FileForm form = new FileForm(StandardCharsets.UTF_8, ',', List.of("a", "b"));
            assertThat(rows(new ByteArrayInputStream(file), FileKind.CSV, form)
                            .get(0)
                            .cell("a")
                            .textValue())
                    .isEqualTo(first);
        }
    }

    @Test
    void objectsAreNdjsonWhateverTheFileIsSaidToBe() throws Exception {
        byte[] file = "{\"a\":1}\n".getBytes(StandardCharsets.UTF_8);
        assertThat(rows(new ByteArrayInputStream(file), FileKind.CSV, FileForm.PLAIN)
                        .get(0)
                        .cell("a"))
                .hasToString("1");
    }

    @ParameterizedTest
    @CsvSource({
        "'PK\3\4xl', packed as zip",
        "'<!DOCTYPE html>', neither CSV nor NDJSON: it begins with '<!DOCTYPE html>'",
        "'%PDF-1.4', neither CSV nor NDJSON",
        "'[{\"a\":1},', one JSON array",
        "'[', one JSON array"
    })
    void whatIsNoFileOfRowsIsNamed(String line, String what) {
        assertThatThrownBy(() -> rows(line + "\n{\"a\":1}\n"))
                .isInstanceOf(BadFile.class)
                .hasMessageStartingWith("the file is ")
                .hasMessageContaining(what);
    }

    @Test
    void quotedFieldHoldsSeparatorsQuotesAndEndsOfLines() throws Exception {
        List<Row> rows = rows("a,b\n\"x, \"\"y\"\"\r\nz\",2\n3,4\n");
        assertThat(rows.get(0).cell("a")).hasToString("\"x, \\\"y\\\"\\r\\nz\"");
        assertThat(rows).extracting(Row::line).containsExactly(2L, 4L);
    }

    @Test
    void quoteInTheMiddleOfAFieldIsJustAQuote() throws Exception {
        assertThat(rows("a,b\n5\" screen,2\n3,4\n").get(0).cell("a")).hasToString("\"5\\\" screen\"");
    }

    @Test
    void raggedRowIsBadAlone() throws Exception {
        assertThat(faults(rows("a,b\n1\n1,2\n1,2,3\n")))
                .containsExactly(
                        "has 1 fields, and there are 2 columns", "null", "has 3 fields, and there are 2 columns");
    }

    @Test
    void rowMayHaveMoreSeparatorsThanItNeeds() throws Exception {
        List<Row> rows = rows("a;b\n1;2;;\n3;;\"\";\n1;2;;3\n");
        assertThat(faults(rows)).containsExactly("null", "null", "has 4 fields, and there are 2 columns");
        assertThat(rows.get(0).cells().toString()).isEqualTo("{\"a\":\"1\",\"b\":\"2\"}");
    }

    @Test
    void rowOfSeparatorsAloneIsBlank() throws Exception {
        List<Row> rows = rows("a;b;c\n;;\n1;2;3\n;;;;\n; ;\n4;5;6\n;\n;;");
        assertThat(rows).extracting(Row::number).containsExactly(1L, 2L);
        assertThat(rows).extracting(Row::line).containsExactly(3L, 6L);
    }

    @Test
    void firstRowOfAFileWithoutAHeaderMayBeBlank() throws Exception {
        FileForm form = new FileForm(StandardCharsets.UTF_8, '\0', List.of("a", "b"));
        byte[] file = ";\n1;2\n".getBytes(StandardCharsets.UTF_8);
        assertThat(rows(new ByteArrayInputStream(file), FileKind.CSV, form))
                .extracting(row -> row.cells().toString())
                .containsExactly("{\"a\":\"1\",\"b\":\"2\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id;\"How likely\r\n(0, \"\"no\"\", to 10)?\";b\r\nu;9;x\r\n",
                "sep=;\r\nid;\"How likely\n(0, \"\"no\"\", to 10)?\";b\r\nu;9;x\r\n",
                "\"id\"\t\"How likely\r(0, \"\"no\"\", to 10)?\"\tb\ru\t9\tx\r"
            })
    void quotedNameInAHeaderMayHoldEndsOfLines(String file) throws Exception {
        Row row = rows(file).get(0);
        assertThat(row.cell("How likely\n(0, \"no\", to 10)?")).hasToString("\"9\"");
        assertThat(row.cell("b")).hasToString("\"x\"");
        assertThat(row.line()).isEqualTo(file.startsWith("sep") ? 4 : 3);
    }

    @Test
    void quoteInTheMiddleOfANameIsJustAQuote() throws Exception {
        assertThat(rows("5\" screen;b\n1;2\n").get(0).cell("5\" screen")).hasToString("\"1\"");
    }

    @Test
    void quoteThatAHeaderNeverClosesIsNamed() {
        assertThatThrownBy(() -> rows("a,\"b\n1,2\n"))
                .isInstanceOf(BadFile.class)
                .hasMessage("the file's header has a quote that is never closed");
    }

    @Test
    void columnsOfTheSameNameAreNumberedPastThoseThatAreThere() throws Exception {
        Row row = rows("Comment,id,Comment,Comment (2),Comment\na,u,b,c,d\n").get(0);
        assertThat(row.cells().toString())
                .isEqualTo("{\"Comment\":\"a\",\"id\":\"u\",\"Comment (3)\":\"b\",\"Comment (2)\":\"c\","
                        + "\"Comment (4)\":\"d\"}");
    }

    @Test
    void rowThatIsNotUtf8IsBadAlone() throws Exception {
        byte[] file = "a,b\nM\u00fcller,1\nMeier,2\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(faults(rows(file)))
                .containsExactly("is not UTF-8: say /mapping/charset, such as windows-1252", "null");
    }

    @Test
    void otherCharsetIsReadIfItIsSaid() throws Exception {
        byte[] file = "a;b\nM\u00fcller \u20ac;1\n".getBytes(Charset.forName("windows-1252"));
        FileForm form = new FileForm(Charset.forName("windows-1252"), ';', List.of());
        assertThat(rows(new ByteArrayInputStream(file), FileKind.CSV, form)
                        .get(0)
                        .cell("a")
                        .asText())
                .isEqualTo("M\u00fcller \u20ac");
    }

    @Test
    void rowThatIsTooLongIsSkippedToItsEnd() throws Exception {
        List<Row> rows = rows("a,b\n" + LONG + ",1\n1,2\n");
        assertThat(faults(rows)).containsExactly("is longer than 65536 characters", "null");
        assertThat(rows.get(0).text()).hasSize(1000);
        assertThat(rows.get(1).line()).isEqualTo(3);
    }

    @Test
    void quoteThatNeverClosesCostsItsLineAlone() throws Exception {
        String file = "a,b\n\"oops,1\n" + "1,2\n".repeat(20_000) + "\"again,1\n3,4\n";
        List<Row> rows = rows(file);
        assertThat(rows).hasSize(20_003);
        assertThat(rows.stream().filter(row -> row.fault() != null))
                .extracting(Row::line)
                .containsExactly(2L, 20_003L);
        assertThat(rows.get(20_002).line()).isEqualTo(20_004);
    }

    @Test
    void rowOfAQuoteThatNeverClosesSaysIfItIsCut() throws Exception {
        Row row = rows("a,b\n\"oops," + "x".repeat(2_000) + "\n1,2\n").get(0);
        assertThat(row.text()).hasSize(1_000);
        assertThat(row.fault()).isEqualTo("has a quote that is never closed (the row was cut after 1000 characters)");
    }

    @Test
    void fewQuotesThatNeverCloseCostTheirLinesAloneHoweverLargeTheFileIs() throws Exception {
        String file = "a,b\n" + ("\"oops,1\n" + ("x".repeat(1_000) + ",2\n").repeat(70)).repeat(400);
        List<Row> rows = rows(file);
        assertThat(rows).hasSize(400 * 71);
        assertThat(rows.stream().filter(row -> row.fault() != null)).hasSize(400);
    }

    /** Each would have 65,536 characters read again, which for a file of a megabyte is hours. */
    @ParameterizedTest
    @ValueSource(strings = {"x\",\"\n", "x\",\"\n1,2\n", "x\",\"\r1,2\r"})
    void fileOfQuotesThatNeverCloseIsGivenUp(String lines) throws Exception {
        byte[] file = ("a,b\n" + lines.repeat(200_000)).getBytes(StandardCharsets.UTF_8);
        Rows rows = Rows.of(new ByteArrayInputStream(file), FileKind.CSV, FileForm.PLAIN, new ObjectMapper());
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 2_000; i++) {
                        rows.next();
                    }
                })
                .isInstanceOf(BadFile.class)
                .hasMessageStartingWith("too many of the file's rows have a quote that is never closed");
        assertThat(rows.bytes()).isLessThan(1 << 20);
    }

    @Test
    void quoteThatNeverClosesInAFileOfCarriageReturnsCostsItsLineAlone() throws Exception {
        List<Row> rows = rows("a,b\r\"oops,1\r" + "1,2\r".repeat(20_000) + "3,4");
        assertThat(rows).hasSize(20_002);
        assertThat(rows.stream().filter(row -> row.fault() != null))
                .extracting(Row::line)
                .containsExactly(2L);
        assertThat(rows.get(20_001).line()).isEqualTo(20_003);
    }

    @Test
    void fileWithoutHeaderHasTheColumnsThatAreGiven() throws Exception {
        FileForm form = new FileForm(StandardCharsets.UTF_8, '\0', List.of("a", "b"));
        List<Row> rows =
                rows(new ByteArrayInputStream("\"1\n1\",2\n3,4".getBytes(StandardCharsets.UTF_8)), FileKind.CSV, form);
        assertThat(rows).extracting(row -> row.cell("b").asText()).containsExactly("2", "4");
        assertThat(rows).extracting(Row::line).containsExactly(1L, 3L);
    }

    @Test
    void ndjsonRowThatIsNoObjectIsBadAlone() throws Exception {
        List<Row> rows = rows("{\"a\":{\"b\":1}}\n[1]\n{\"a\":\n{\"a\":1e99999999999}\n{\"a\":2}\n");
        assertThat(faults(rows).get(0)).isEqualTo("null");
        assertThat(faults(rows).get(1)).isEqualTo("is no JSON object");
        assertThat(faults(rows).get(2)).startsWith("is no JSON: ");
        assertThat(rows).hasSize(5);
        assertThat(rows.get(0).cell("/a/b")).hasToString("1");
    }

    /** What has come of a file whose sender takes his time: who asks for more waits. */
    private static InputStream thatStalls(byte[] begun) {
        InputStream stalls = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("waits for what has not come, and has not given what has");
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                return read();
            }
        };
        return new SequenceInputStream(new ByteArrayInputStream(begun), stalls);
    }

    @Test
    void rowIsGivenAsSoonAsItHasCome() throws Exception {
        byte[] begun = "a,b\n1,2\n3,4\n5".getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        GZIPOutputStream gzip = new GZIPOutputStream(packed, true);
        gzip.write(begun);
        gzip.flush(); // and not closed: it goes on
        for (byte[] file : List.of(begun, packed.toByteArray())) {
            Rows rows = Rows.of(thatStalls(file), FileKind.CSV, FileForm.PLAIN, new ObjectMapper());
            assertThat(rows.next()).isNotNull();
            assertThat(rows.next()).isNotNull();
        }
    }

    /** As a network gives them: a few bytes at a time, and never anything {@code available}. */
    @Test
    void gzipOfSeveralMembersIsReadToItsEnd() throws Exception {
        byte[] one = gzip("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
        byte[] other = gzip("3,4\n".getBytes(StandardCharsets.UTF_8));
        InputStream trickling =
                new SequenceInputStream(new ByteArrayInputStream(one), new ByteArrayInputStream(other)) {
                    @Override
                    public int available() {
                        return 0;
                    }

                    @Override
                    public int read(byte[] bytes, int from, int length) throws IOException {
                        return super.read(bytes, from, Math.min(length, 3));
                    }
                };
        assertThat(rows(trickling, FileKind.UNKNOWN, FileForm.PLAIN)).hasSize(2);
    }

    /** The member with a header that has all that a header may have. */
    private static byte[] withFullHeader(byte[] member) throws IOException {
        ByteArrayOutputStream full = new ByteArrayOutputStream();
        full.write(member, 0, 10);
        full.write(new byte[] {3, 0, 'a', 'b', 'c'}); // FEXTRA
        full.write("name\0comment\0".getBytes(StandardCharsets.ISO_8859_1));
        byte[] header = full.toByteArray();
        header[3] = 2 | 4 | 8 | 16;
        CRC32 crc = new CRC32();
        crc.update(header);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(header);
        whole.write((int) crc.getValue());
        whole.write((int) crc.getValue() >> 8);
        whole.write(member, 10, member.length - 10);
        return whole.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void gzipThatIsCutAnywhereInALaterMemberIsABadFile(boolean isHeaderFull) throws Exception {
        byte[] one = gzip("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
        byte[] plain = gzip("3,4\n".getBytes(StandardCharsets.UTF_8));
        byte[] other = isHeaderFull ? withFullHeader(plain) : plain;
        assertThat(rows(joined(one, other))).hasSize(2);
        assertThat(rows(one)).hasSize(1);
        for (int length = 1; length < other.length; length++) {
            byte[] cut = joined(one, Arrays.copyOf(other, length));
            assertThatThrownBy(() -> rows(cut))
                    .as("cut after %s of %s bytes", length, other.length)
                    .isInstanceOf(BadFile.class)
                    .hasMessage("the file's gzip is cut short");
        }
    }

    @Test
    void onlyZerosMayFollowAGzip() throws Exception {
        byte[] packed = gzip("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
        assertThat(rows(joined(packed, new byte[20_000]))).hasSize(1);
        for (String rest : List.of("3", "3,4\n", "\0\0\0003,4\n", "\u001f3,4\n")) {
            byte[] followed = joined(packed, rest.getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> rows(followed))
                    .isInstanceOf(BadFile.class)
                    .hasMessage("something that is no gzip follows the file's gzip");
        }
    }

    @Test
    void connectionThatBreaksInTheHeaderOfALaterMemberIsNoEndOfTheFile() throws Exception {
        byte[] begun = joined(gzip("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8)), new byte[] {0x1f, (byte) 0x8b, 8});
        InputStream breaks = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                return read();
            }
        };
        InputStream file = new SequenceInputStream(new ByteArrayInputStream(begun), breaks);
        assertThatThrownBy(() -> rows(file, FileKind.CSV, FileForm.PLAIN)).hasMessage("connection reset");
    }

    @Test
    void gzipWhoseChecksumIsWrongIsABadFile() throws Exception {
        byte[] packed = gzip("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
        packed[packed.length - 8]++;
        assertThatThrownBy(() -> rows(packed))
                .isInstanceOf(BadFile.class)
                .hasMessage("the file's gzip is broken: its checksum is wrong");
    }

    @Test
    void gzipThatIsCutShortIsABadFile() throws Exception {
        byte[] packed = gzip("a,b\n1,2\n".repeat(1000).getBytes(StandardCharsets.UTF_8));
        byte[] cut = Arrays.copyOf(packed, packed.length - 10);
        assertThatThrownBy(() -> rows(cut)).isInstanceOf(BadFile.class).hasMessage("the file's gzip is cut short");
        assertThatThrownBy(() -> rows(Arrays.copyOf(packed, 5))).isInstanceOf(BadFile.class);
    }

    @Test
    void gzipBombIsABadFile() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("a,b\n".getBytes(StandardCharsets.UTF_8));
            byte[] zeros = "0".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 100; i++) {
                gzip.write(zeros);
            }
        }
        assertThatThrownBy(() -> rows(packed.toByteArray()))
                .isInstanceOf(BadFile.class)
                .hasMessageContaining("more than 200 times its size");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\n", "\uFEFF", ",,\n1,2,3", "\"a\n1"})
    void fileWithoutAHeaderThatNamesColumnsIsBad(String file) {
        assertThatThrownBy(() -> rows(file)).isInstanceOf(BadFile.class);
    }
}

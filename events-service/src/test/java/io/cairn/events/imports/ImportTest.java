package io.cairn.events.imports;

import static io.cairn.events.Service.caller;
import static io.cairn.events.Service.profile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.cairn.events.EventsTest;
import io.cairn.events.Service;
import io.cairn.events.imports.file.FileKind;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@EventsTest
class ImportTest {
    private static final String MAPPING =
            """
            {"event":"event","customerId":"id","time":"at","properties":{"value":{"column":"price","type":"number"}}}""";
    private static final String HEADER = "id,event,at,price\n";
    private static final String FILE =
            HEADER + "u,view,2026-01-31T12:00:00Z,1.5\nu,view,2026-01-31T12:00:00Z,1.5\nv,buy,2026-01-31T12:00:01Z,2\n";

    @Inject
    Service service;

    @Inject
    Imports imports;

    @Inject
    Previews previews;

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    @BeforeEach
    void wipe() throws SQLException {
        service.wipe();
    }

    static String create(String mapping) {
        return caller().body("{\"name\":\"test\",\"mapping\":" + mapping + "}")
                .post("/v1/imports")
                .then()
                .statusCode(201)
                .header("Location", startsWith("/v1/imports/"))
                .body("state", equalTo("waiting"))
                .extract()
                .path("id");
    }

    static ValidatableResponse send(String id, byte[] file) {
        return send(id, "text/csv", file);
    }

    static ValidatableResponse send(String id, String contentType, byte[] file) {
        return caller().contentType(contentType)
                .body(file)
                .put("/v1/imports/{id}/content", id)
                .then();
    }

    static ValidatableResponse send(String id, String file) {
        return send(id, file.getBytes(StandardCharsets.UTF_8));
    }

    private static ValidatableResponse found(String id) {
        return caller().get("/v1/imports/{id}", id).then().statusCode(200);
    }

    private static String rejected(String id, String accept) {
        return caller().accept(accept)
                .get("/v1/imports/{id}/rejected", id)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    @Test
    void fileIsTakenAndTakenOnce() throws SQLException {
        String id = create(MAPPING);
        send(id, FILE)
                .statusCode(200)
                .body("state", equalTo("done"), "rows", equalTo(3), "accepted", equalTo(3), "duplicates", equalTo(0))
                .body("rejected", equalTo(0), "bytes", equalTo(FILE.length()), "bytesTotal", equalTo(FILE.length()));
        profile("u").body("events.view.count", equalTo(2), "events.view.total", equalTo(3));
        send(id, FILE).body("accepted", equalTo(0), "duplicates", equalTo(3));
        send(create(MAPPING), FILE).body("accepted", equalTo(0), "duplicates", equalTo(3));
        assertThat(service.logged()).isEqualTo(3);
        found(id).body("startedAt", notNullValue(), "finishedAt", notNullValue(), "mapping.event", equalTo("event"));
    }

    @Test
    void rowsFromBeforeWhatIsKeptAreRejectedAlone() throws SQLException {
        service.execute("UPDATE retained SET since = '2026-01-31T12:00:01Z'"); // as a pass of another replica does
        try {
            String id = create(MAPPING);
            send(id, FILE).statusCode(200).body("accepted", equalTo(1), "rejected", equalTo(2));
            assertThat(rejected(id, "text/csv"))
                    .contains(
                            "time: must not be before 2026-01-31T12:00:01Z, since which time events are kept: it is 2026-01-31T12:00:00Z");
        } finally {
            service.wipe();
        }
    }

    @Test
    void laterExportThatOverlapsBringsOnlyWhatIsNew() throws SQLException {
        send(create(MAPPING), FILE).statusCode(200);
        String later =
                """
                price,at,event,id,note
                2,2026-01-31T12:00:01Z,buy,v,x
                1.50,2026-01-31T12:00:00Z,view,u,y
                1.5,2026-01-31T12:00:00Z,view,u,z
                1.5,2026-01-31T12:00:00Z,view,u,
                """;
        send(create(MAPPING), later).body("accepted", equalTo(1), "duplicates", equalTo(3));
        profile("u").body("events.view.count", equalTo(3));
    }

    @Test
    void equalRowsCountWhereverTheyStand() throws SQLException {
        String rows = IntStream.range(0, 1200)
                .mapToObj(i -> "u,view,2026-01-31T12:00:0" + i % 10 + "Z,1\n")
                .collect(Collectors.joining());
        String id = create(MAPPING);
        send(id, HEADER + rows).body("accepted", equalTo(1200));
        send(id, HEADER + rows).body("duplicates", equalTo(1200));
        profile("u").body("events.view.count", equalTo(1200));
    }

    @Test
    void withoutAMappingOneIsGuessedAndNothingIsTaken() throws SQLException {
        String file = FILE.replace("id,event", "user_id,event");
        String id = caller().contentType("text/csv")
                .queryParam("name", "shop.csv")
                .body(file + "w,view,soon,1\n")
                .post("/v1/imports")
                .then()
                .statusCode(201)
                .body("state", equalTo("waiting"), "name", equalTo("shop.csv"))
                .body("mapping.customerId", equalTo("user_id"), "mapping.event", equalTo("event"))
                .body("preview.rows", equalTo(4), "preview.events[0].userId", equalTo("u"))
                .body("preview.events[1].messageId", startsWith("import-"))
                .extract()
                .path("id");
        assertThat(service.logged()).isZero();
        send(id, file).statusCode(200).body("accepted", equalTo(3));
    }

    @Test
    void fileComesWithItsMappingInOneRequest() {
        caller().contentType("text/csv")
                .header("Cairn-Mapping", MAPPING)
                .body(FILE)
                .post("/v1/imports")
                .then()
                .statusCode(201)
                .body("state", equalTo("done"), "accepted", equalTo(3));
        caller().contentType("application/x-ndjson")
                .queryParam("mapping", "guess")
                .body("{\"userId\":\"x\",\"event\":\"e\",\"timestamp\":\"2026-01-31T12:00:00Z\",\"a\":{\"b\":1}}\n"
                        .getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports")
                .then()
                .statusCode(201)
                .body("state", equalTo("done"), "accepted", equalTo(1));
        profile("x").body("events.e.recent[0].properties.a.b", equalTo(1));
    }

    @Test
    void fileIsShownByAMappingOfOnesOwnBeforeAnythingIsTaken() throws SQLException {
        String id = caller().contentType("text/csv")
                .header("Cairn-Mapping", MAPPING)
                .queryParam("preview", "true")
                .body(FILE)
                .post("/v1/imports")
                .then()
                .statusCode(201)
                .body("state", equalTo("waiting"), "preview.events[0].userId", equalTo("u"))
                .extract()
                .path("id");
        assertThat(service.logged()).isZero();
        send(id, FILE).statusCode(200).body("state", equalTo("done"), "accepted", equalTo(3));
        caller().contentType("text/csv")
                .header("Cairn-Mapping", MAPPING.replace("price", "prize"))
                .queryParam("preview", "true")
                .body(FILE)
                .post("/v1/imports")
                .then()
                .statusCode(422)
                .body("detail", containsString("the file has no column 'prize'"));
        caller().contentType("text/csv")
                .queryParam("preview", "true")
                .body(FILE)
                .post("/v1/imports")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("preview"));
    }

    @Test
    void guessReadsWhatASpreadsheetWritesInWindows1252() throws SQLException {
        byte[] file = "user_id;event;at;Größe\nu;view;2026-01-31T12:00:00Z;übergroß\n"
                .getBytes(Charset.forName("windows-1252"));
        String id = caller().contentType("text/csv")
                .body(file)
                .post("/v1/imports")
                .then()
                .statusCode(201)
                .body(
                        "mapping.charset",
                        equalTo("windows-1252"),
                        "preview.events[0].properties.Größe",
                        equalTo("übergroß"))
                .body("preview.notes", hasItem(containsString("no UTF-8")))
                .extract()
                .path("id");
        caller().contentType("text/csv")
                .body(file)
                .put("/v1/imports/" + id + "/content")
                .then()
                .statusCode(200)
                .body("accepted", equalTo(1));
        profile("u").body("events.view.recent[0].properties.Größe", equalTo("übergroß"));
    }

    private static ValidatableResponse sendGuessed(String file) {
        return caller().contentType("text/csv")
                .queryParam("mapping", "guess")
                .body(file.getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports")
                .then();
    }

    @Test
    void guessKeepsNoMoreOfAFileThanASample() {
        int size = 6 << 20;
        for (String file : List.of("[" + "1".repeat(size), "\n".repeat(size), HEADER + "x".repeat(size) + FILE)) {
            sendGuessed(file).statusCode(422).body("detail", containsString("its first rows are longer than 4 MiB"));
        }
        String long3Mib = "x".repeat(3 << 20) + "\n";
        sendGuessed(FILE.replace(HEADER, "user_id,event,at,price\n" + long3Mib + long3Mib))
                .statusCode(201)
                .body("state", equalTo("done"), "accepted", equalTo(3), "rejected", equalTo(2));
    }

    @Test
    void fileOfManyColumnsIsLookedAt() {
        String names = IntStream.range(0, 530)
                .mapToObj(i -> ",column_of_a_wide_export_number_" + i)
                .collect(Collectors.joining());
        String row = "u,view,2026-01-31T12:00:00Z" + ",1".repeat(530) + "\n";
        sendGuessed("user_id,event,at" + names + "\n" + row.repeat(450)) // events of 9 MB together
                .statusCode(201)
                .body("accepted", equalTo(450));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/csv",
                "application/csv",
                "text/tab-separated-values",
                "application/x-ndjson",
                "application/ndjson",
                "application/jsonl; charset=utf-8",
                "application/x-jsonlines"
            })
    void everyTypeOfAFileIsTakenForAFile(String type) {
        boolean isNdjson = FileKind.of(type) == FileKind.NDJSON;
        String ndjson = "{\"id\":\"u\",\"event\":\"e\",\"at\":\"2026-01-31T12:00:00Z\",\"price\":1}\n".repeat(3);
        caller().contentType(type)
                .header("Cairn-Mapping", MAPPING)
                .body((isNdjson ? ndjson : FILE).getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports")
                .then()
                .statusCode(201)
                .body("state", equalTo("done"), "accepted", equalTo(3));
    }

    @Test
    void fileThatIsSaidToBeInAnotherCharsetThanItIsReadInIsRefused() {
        String latin = "text/csv; Charset=\"ISO-8859-2\"";
        byte[] file = FILE.getBytes(StandardCharsets.UTF_8);
        send(create(MAPPING), latin, file)
                .statusCode(415)
                .contentType("application/problem+json")
                .body(
                        "detail",
                        equalTo("Content-Type has charset=iso-8859-2, but the file is read as UTF-8, by its mapping:"
                                + " say /mapping/charset"));
        for (String preview : List.of("false", "true")) {
            caller().contentType(latin)
                    .header("Cairn-Mapping", MAPPING)
                    .body(file)
                    .post("/v1/imports?preview=" + preview)
                    .then()
                    .statusCode(415);
        }
        caller().contentType(latin)
                .body(file)
                .post("/v1/imports")
                .then()
                .statusCode(415)
                .body("detail", containsString("of a file without a mapping UTF-8, UTF-16 and windows-1252 are known"));
        String mapping = MAPPING.replaceFirst("\\{", "{\"charset\":\"windows-1252\",");
        for (String charset :
                List.of("cp1252", "Windows-1252", "utf-8", "iso-8859-1")) { // which clients say without having looked
            send(create(mapping), "text/csv;charset=" + charset, file).statusCode(200);
        }
        caller().contentType("text/csv; charset=windows-1252")
                .body("userId,event,city\nu,e,K\u00f6ln\n".getBytes(StandardCharsets.ISO_8859_1))
                .post("/v1/imports?mapping=guess")
                .then()
                .statusCode(201);
    }

    @Test
    void gzipIsReadWhateverTheHeadersSay() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(FILE.getBytes(StandardCharsets.UTF_8));
        }
        send(create(MAPPING), packed.toByteArray()).body("accepted", equalTo(3), "bytes", equalTo(packed.size()));
        caller().contentType("application/gzip")
                .header("Content-Encoding", "gzip")
                .body(packed.toByteArray())
                .put("/v1/imports/{id}/content", create(MAPPING))
                .then()
                .statusCode(200)
                .body("duplicates", equalTo(3));
        byte[] cut = Arrays.copyOf(packed.toByteArray(), packed.size() - 9);
        String id = create(MAPPING);
        send(id, cut).statusCode(422).body("detail", containsString("the file's gzip is cut short"));
        found(id).body("state", equalTo("failed"), "detail", equalTo("the file's gzip is cut short"));
    }

    @Test
    void badRowsAreRejectedAloneAndCanBeMendedAndSent() throws SQLException {
        String id = create(MAPPING);
        String file = HEADER + "u,view,2026-01-31T12:00:00Z,1\nu,view,soon,1\n,view,2026-01-31T12:00:00Z,1\n"
                + "u,view,2026-01-31T12:00:00Z\nu,*,2026-01-31T12:00:00Z,1\n"
                + "u,view,1969-01-31T12:00:00Z,1\n\"u,view,2026-01-31T12:00:00Z,1\n";
        send(id, file).statusCode(200).body("rows", equalTo(7), "accepted", equalTo(1), "rejected", equalTo(6));
        String rejected = rejected(id, "text/csv");
        assertThat(rejected.split("\n")).hasSize(7).startsWith("_row,_line,_reason,id,event,at,price");
        assertThat(rejected)
                .contains("2,3,column 'at' is no time of the format iso: 'soon',u,view,soon,1\n")
                .contains("3,4,customerId and anonymousId are both missing,,view,")
                .contains("4,5,\"the row has 3 fields, and there are 4 columns\",u,view,2026-01-31T12:00:00Z\n")
                .contains("5,6,\"event: must not be *, which stands for any event\",u,*")
                .contains("6,7,time: must not be before 1970: it is 1969-01-31T12:00:00Z,")
                .contains("7,8,the row has a quote that is never closed,");
        assertThat(rejected(id, "application/x-ndjson").split("\n")).hasSize(6);
        String mended = rejected.lines()
                .filter(line -> line.startsWith("_row") || line.startsWith("2,"))
                .map(line -> line.replace("soon,1", "2026-01-31T12:00:05Z,1"))
                .collect(Collectors.joining("\n"));
        send(create(MAPPING), mended).body("accepted", equalTo(1), "rejected", equalTo(0));
        profile("u").body("events.view.count", equalTo(2));
        send(id, FILE).body("rejected", equalTo(0));
        assertThat(rejected(id, "*/*").lines()).hasSize(1);
    }

    static List<Arguments> forms() {
        String rest = "\"event\":\"event\",\"customerId\":\"id\",\"time\":\"at\",\"properties\":{\"name\":\"name\"}}";
        String row = "u;view;soon;M\u00fcller\n";
        String head = "id;event;at;name\n";
        String object = "{\"id\":\"u\",\"event\":\"view\",\"at\":\"soon\",\"name\":\"M\u00fcller\"}\n";
        return List.of(
                Arguments.of("{" + rest, "utf-8", head + row),
                Arguments.of("{\"charset\":\"windows-1252\"," + rest, "windows-1252", head + row),
                Arguments.of("{\"charset\":\"utf-16\"," + rest, "utf-16", head + row),
                Arguments.of(
                        "{\"separator\":\";\",\"columns\":[\"id\",\"event\",\"at\",\"name\"]," + rest, "utf-8", row),
                // lines that end with an unnamed column
                Arguments.of("{" + rest, "utf-8", "id\tevent\tat\tname\t\nu\tview\tsoon\tM\u00fcller\t\n"),
                Arguments.of("{" + rest, "utf-8", object),
                Arguments.of("{\"charset\":\"windows-1252\"," + rest, "windows-1252", object));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void downloadOfRejectedRowsIsImportedWithTheSameMapping(String mapping, String charset, String file) {
        String id = create(mapping);
        String type = "application/octet-stream";
        send(id, type, file.getBytes(Charset.forName(charset))).body("rejected", equalTo(1));
        String again = rejected(id, "*/*");
        send(id, type, again.getBytes(StandardCharsets.UTF_8)).body("rows", equalTo(1), "rejected", equalTo(1));
        String mended = rejected(id, "*/*").replace("soon", "2026-01-31T12:00:00Z");
        send(id, type, mended.getBytes(StandardCharsets.UTF_8)).body("rows", equalTo(1), "accepted", equalTo(1));
        profile("u").body("events.view.recent[0].properties.name", equalTo("M\u00fcller"));
    }

    @Test
    void rejectedRowOfNdjsonThatIsNoObjectStandsAsItIs() {
        String id = create(MAPPING);
        send(id, "application/x-ndjson", "{\"id\":\"u\",\"_row\":9}\n[1]\n{\"a\":\n".getBytes(StandardCharsets.UTF_8));
        List<String> rows = rejected(id, "application/x-ndjson").lines().toList();
        assertThat(rows.get(0))
                .isEqualTo(
                        "{\"_row\":1,\"_line\":1,\"_reason\":\"event is missing: column 'event' is empty\",\"id\":\"u\"}");
        assertThat(rows.get(1)).startsWith("{\"_row\":2,\"_line\":2,").endsWith("\"_content\":\"[1]\"}");
        assertThat(rows.get(2)).endsWith("\"_content\":\"{\\\"a\\\":\"}");
        assertThat(rejected(id, "text/csv")).startsWith("_row,_line,_reason,_content\n1,1,");
    }

    /** Its cells are as somebody sent them, and may look like a page, or a formula. */
    @Test
    void downloadOfRejectedRowsIsAFileAndNoPage() {
        String id = create(MAPPING);
        send(id, HEADER + "<script>,view,soon,=1+1\n");
        for (String kind : List.of("csv", "ndjson")) {
            caller().accept(kind.equals("csv") ? "text/csv" : "application/x-ndjson")
                    .get("/v1/imports/{id}/rejected", id)
                    .then()
                    .statusCode(200)
                    .header("Content-Disposition", "attachment; filename=\"rejected-" + id + "." + kind + "\"")
                    .header("X-Content-Type-Options", "nosniff")
                    .body(containsString("=1+1"));
        }
    }

    @Test
    void nulCharactersFailTheFile() {
        String id = create(MAPPING);
        send(id, FILE.replace("price\n", "price\0\n"))
                .statusCode(422)
                .body("detail", containsString("the file's header holds NUL characters"));
        found(id).body("state", equalTo("failed"));
        String other = create(MAPPING.replace("\"id\"", "\"id\\u0000\""));
        send(other, FILE).statusCode(422).body("detail", containsString("has no column 'id"));
        found(other).body("state", equalTo("failed"), "detail", containsString("has no column 'id\uFFFD'"));
    }

    @Test
    void missingColumnFailsTheFileAndNamesIt() {
        String id = create(MAPPING);
        send(id, "id,event,when\nu,e,2026-01-31T12:00:00Z\n")
                .statusCode(422)
                .body("detail", containsString("(import " + id + ")"))
                .body("errors.pointer", equalTo(List.of("/mapping/time", "/mapping/properties/value")))
                .body("errors[1].detail", equalTo("the file has no column 'price'; it has id, event, when"));
        found(id).body("state", equalTo("failed"));
        send(id, FILE).statusCode(200).body("state", equalTo("done"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {}                                       | 400 | /mapping
            {"mapping":{}}                           | 422 | /mapping/customerId
            {"mapping":[]}                           | 422 | /mapping
            {"mapping":{"customerId":"a"},"nmae":1}  | 400 | /nmae
            nonsense                                 | 400 | ''
            {"mapping":{"event":"e","customerId":"a","separator":"#"}} | 422 | /mapping/separator
            {"mapping":{"event":"e","customerId":"a","time":{"column":"t","format":"dd.MM.yyyy ppHHmm"}}} | 422 | /mapping/time/format
            """)
    void whatIsNoMappingIsRefused(String body, int status, String pointer) {
        caller().body(body)
                .post("/v1/imports")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("errors[0].pointer", equalTo(pointer));
    }

    @Test
    void patternOfTimesIsShort() {
        String brackets = "[".repeat(50_000);
        String time = "{\"column\":\"at\",\"format\":\"yyyy-MM-dd" + brackets + "\"}";
        caller().body("{\"mapping\":" + MAPPING.replace("\"at\"", time) + "}")
                .post("/v1/imports")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/mapping/time/format"));
    }

    /** What a row becomes may be a thousand times as large as the row: 2 GB in one batch. */
    @Test
    void rowsThatBecomeTooLargeAreRejectedBeforeTheyAreWritten() {
        String members =
                IntStream.range(0, 1000).mapToObj(i -> "\"p" + i + "\":\"c\"").collect(Collectors.joining(","));
        String parsed = members.replace(":\"c\"", ":{\"column\":\"c\",\"type\":\"json\"}");
        String large = "1,".repeat(30_000);
        String file = "id,c\n" + ("u,\"[" + large + "1]\"\n").repeat(35) + "u,[1]\n";
        for (String properties : List.of(members, parsed)) {
            String id = create(
                    "{\"event\":{\"constant\":\"e\"},\"customerId\":\"id\",\"properties\":{" + properties + "}}");
            send(id, file).statusCode(200).body("accepted", equalTo(1), "rejected", equalTo(35));
            assertThat(rejected(id, "text/csv"))
                    .contains("1,2,must be at most 32768 bytes of JSON (the row was cut after 4000 characters),");
        }
    }

    @Test
    void emptyFileFails() {
        send(create(MAPPING), "").statusCode(422).body("detail", containsString("the file is empty"));
        caller().contentType("text/csv").body("").post("/v1/imports").then().statusCode(422);
        caller().contentType("text/csv")
                .body("a,b\n1,2")
                .post("/v1/imports")
                .then()
                .statusCode(422);
        caller().get("/v1/imports/nobody").then().statusCode(404);
        caller().get("/v1/imports/nobody/rejected").then().statusCode(404);
        caller().post("/v1/imports/nobody/cancel").then().statusCode(404);
        send("nobody", FILE).statusCode(404);
    }

    @Test
    void importsAreListedNewestFirst() {
        List<String> ids = List.of(create(MAPPING), create(MAPPING), create(MAPPING));
        String next = caller().get("/v1/imports?limit=2")
                .then()
                .body("items.id[0]", equalTo(ids.get(2)), "items", hasSize(2))
                .extract()
                .path("next");
        caller().queryParam("cursor", next).get("/v1/imports?limit=2").then().body("items.id[0]", equalTo(ids.get(0)));
        caller().get("/v1/imports?cursor=eHg").then().statusCode(400);
        String far =
                Base64.getUrlEncoder().encodeToString("+300000-01-01T00:00:00Z x".getBytes(StandardCharsets.UTF_8));
        caller().queryParam("cursor", far.replace("=", ""))
                .get("/v1/imports")
                .then()
                .statusCode(400);
    }

    @Test
    void pageOfLargeMappingsEndsEarly() {
        String name = "p".repeat(200);
        String large = IntStream.range(0, 900)
                .mapToObj(i -> "\"" + name + i + "\":\"c" + i + "\"")
                .collect(Collectors.joining(","));
        List<String> ids = IntStream.range(0, 25)
                .mapToObj(i -> create("{\"event\":\"e\",\"customerId\":\"id\",\"properties\":{" + large + "}}"))
                .toList();
        var first =
                caller().get("/v1/imports?limit=1000").then().statusCode(200).extract();
        List<String> listed = new ArrayList<>(first.<List<String>>path("items.id"));
        assertThat(listed).hasSizeLessThan(25);
        listed.addAll(caller().queryParam("cursor", first.<String>path("next"))
                .get("/v1/imports?limit=1000")
                .then()
                .body("next", nullValue())
                .extract()
                .path("items.id"));
        assertThat(listed).isEqualTo(reversed(ids));
    }

    private static List<String> reversed(List<String> ids) {
        List<String> reversed = new ArrayList<>(ids);
        Collections.reverse(reversed);
        return reversed;
    }

    /** A sender that has begun a file and goes on when it is told to. */
    private final class SlowSender implements AutoCloseable {
        private final Socket socket;
        private final OutputStream output;

        SlowSender(String id) throws IOException {
            URI uri = URI.create("http://localhost:" + port);
            socket = new Socket(uri.getHost(), uri.getPort());
            output = socket.getOutputStream();
            write("PUT /v1/imports/" + id
                    + "/content HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer local-dev-key\r\n"
                    + "Content-Type: text/csv\r\nTransfer-Encoding: chunked\r\n\r\n");
        }

        void rows(String text) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            write(Integer.toHexString(bytes.length) + "\r\n" + text + "\r\n");
        }

        private void write(String text) throws IOException {
            output.write(text.getBytes(StandardCharsets.UTF_8));
            output.flush();
        }

        /** Ends the file; the status that it is answered with. */
        int end() throws IOException {
            write("0\r\n\r\n");
            String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return Integer.parseInt(line.substring(9, 12));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static String rows(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "u" + i % 7 + ",view,2026-01-31T12:00:00Z," + i + "\n")
                .collect(Collectors.joining());
    }

    private static void awaitState(String id, String state) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> found(id).body("state", equalTo(state)));
    }

    @Test
    void importThatBreaksOffIsSentAgainWithoutDoubling() throws Exception {
        String id = create(MAPPING);
        try (SlowSender sender = new SlowSender(id)) {
            sender.rows(HEADER + rows(0, 600));
            await().atMost(Duration.ofSeconds(20)).until(() -> service.logged() >= 500);
            found(id).body("state", equalTo("running"));
            send(id, FILE).statusCode(409);
        }
        awaitState(id, "interrupted");
        long before = service.logged();
        send(id, HEADER + rows(0, 1000)).statusCode(200).body("rows", equalTo(1000), "accepted", equalTo((int)
                (1000 - before)));
        assertThat(service.logged()).isEqualTo(1000);
    }

    @Test
    void importIsCancelledWhileItRuns() throws Exception {
        String id = create(MAPPING);
        try (SlowSender sender = new SlowSender(id)) {
            sender.rows(HEADER + rows(0, 600));
            awaitState(id, "running");
            caller().post("/v1/imports/{id}/cancel", id).then().statusCode(200);
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(200))
                    .untilAsserted(() -> {
                        sender.rows(rows(600, 601));
                        found(id).body("state", equalTo("cancelled"));
                    });
        }
        String brokenOff = create(MAPPING);
        try (SlowSender sender = new SlowSender(brokenOff)) {
            sender.rows(HEADER + rows(0, 3));
            awaitState(brokenOff, "running");
            caller().post("/v1/imports/{id}/cancel", brokenOff).then().statusCode(200);
        }
        awaitState(brokenOff, "cancelled");
        String waiting = create(MAPPING);
        caller().post("/v1/imports/{id}/cancel", waiting).then().body("state", equalTo("cancelled"));
    }

    /** As after a pause so long that others took it for dead. */
    @Test
    void sendingThatWasTakenOverLeavesNoRejectionsAndOneThatWasCancelledEnds() throws Exception {
        String id = create(MAPPING);
        try (SlowSender sender = new SlowSender(id)) {
            sender.rows(HEADER + "u,view,soon,1\n");
            awaitState(id, "running");
            service.execute("UPDATE import SET sending = sending + 1");
            assertThat(sender.end()).isEqualTo(409);
        }
        assertThat(rejected(id, "text/csv").lines()).hasSize(1);

        String other = create(MAPPING);
        try (SlowSender sender = new SlowSender(other)) {
            sender.rows(HEADER + rows(0, 3));
            awaitState(other, "running");
            service.execute("UPDATE import SET beat_at = now() - interval '1 minute'");
            caller().post("/v1/imports/{id}/cancel", other).then().body("state", equalTo("cancelled"));
            assertThat(sender.end()).isEqualTo(200);
        }
        found(other).body("state", equalTo("cancelled"), "accepted", equalTo(3));
    }

    @Test
    void liveEventsAreTakenWhileImportsRunAndMoreImportsAreRefused() throws Exception {
        String one = create(MAPPING);
        String other = create(MAPPING);
        try (SlowSender first = new SlowSender(one);
                SlowSender second = new SlowSender(other)) {
            first.rows(HEADER + rows(0, 3));
            second.rows(HEADER + rows(0, 3));
            awaitState(one, "running");
            awaitState(other, "running");
            send(create(MAPPING), FILE).statusCode(429).header("Retry-After", notNullValue());
            long there = service.number("SELECT count(*) FROM import");
            sendGuessed(FILE).statusCode(429);
            assertThat(service.number("SELECT count(*) FROM import")).isEqualTo(there);
            Service.post("/v1/track", "{\"userId\":\"live\",\"event\":\"e\"}").statusCode(200);
        }
        awaitState(one, "interrupted");
        awaitState(other, "interrupted");
    }

    @Test
    void fewFilesAreLookedAtAtATime() throws Exception {
        CountDownLatch begun = new CountDownLatch(4);
        CountDownLatch end = new CountDownLatch(1);
        ExecutorService senders = Executors.newFixedThreadPool(4);
        try {
            for (int i = 0; i < 4; i++) {
                Future<?> unused = senders.submit(() -> previews.guess(null, held(begun, end), FileKind.CSV));
            }
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            caller().contentType("text/csv")
                    .body(FILE)
                    .post("/v1/imports")
                    .then()
                    .statusCode(429);
            end.countDown();
            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> caller().contentType("text/csv")
                    .body(FILE.replace(HEADER, "user_id,event,at,price\n"))
                    .post("/v1/imports")
                    .then()
                    .statusCode(201));
        } finally {
            end.countDown();
            senders.shutdownNow();
        }
    }

    /** A file that says when it is read, and is empty when it may end. */
    private static InputStream held(CountDownLatch begun, CountDownLatch end) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                begun.countDown();
                try {
                    end.await();
                } catch (InterruptedException e) {
                    throw new InterruptedIOException();
                }
                return -1;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
            }
        };
    }

    @Test
    void importOfADeadServiceIsInterruptedAndCanBeSentAgain() throws SQLException {
        String id = create(MAPPING);
        service.execute("UPDATE import SET state = 'running', sending = 1, beat_at = now() - interval '1 minute'");
        found(id).body("state", equalTo("interrupted"), "detail", containsString("send the file again"));
        send(id, FILE).statusCode(200).body("state", equalTo("done"));
    }

    @Test
    void importOfADeadServiceThatWasCancelledIsCancelled() throws SQLException {
        String id = create(MAPPING);
        service.execute("UPDATE import SET state = 'running', cancelled = true, beat_at = now() - interval '1 minute'");
        found(id).body("state", equalTo("cancelled"), "detail", nullValue());
    }

    @Test
    void rejectedRowsAreForgottenWhetherOrNotTheirImportEnded() throws SQLException {
        String id = create(MAPPING);
        String kept = create(MAPPING);
        for (String each : List.of(id, kept)) {
            send(each, HEADER + "u,view,soon,1\n").body("rejected", equalTo(1));
        }
        service.execute("UPDATE import SET state = 'running', finished_at = NULL, beat_at = now() - interval '31 days'"
                + " WHERE id = '" + id + "'");
        imports.forget();
        assertThat(service.number("SELECT count(*) FROM import_rejection WHERE import_id = '" + id + "'"))
                .isZero();
        assertThat(service.number("SELECT count(*) FROM import_rejection")).isEqualTo(1);
    }

    @Test
    void identifyIsImportedWithTraits() {
        String mapping = "{\"type\":\"identify\",\"customerId\":\"id\",\"traits\":{\"firstName\":\"name\"}}";
        send(create(mapping), "id,name\nu,Ada\n").body("accepted", equalTo(1));
        profile("u").body("traits.firstName", equalTo("Ada"));
    }

    @Test
    void onlyWhoMaySendEventsMayImport() {
        String id = create(MAPPING);
        caller("ingest-key").get("/v1/imports/{id}", id).then().statusCode(200);
        caller("read-key").get("/v1/imports/{id}", id).then().statusCode(200);
        caller("read-key").get("/v1/imports").then().statusCode(200);
        for (String key : List.of("read-key", "decide-key", "design-key")) {
            caller(key).body("{}").post("/v1/imports").then().statusCode(403);
            caller(key).body("x").put("/v1/imports/{id}/content", id).then().statusCode(403);
            caller(key).post("/v1/imports/{id}/cancel", id).then().statusCode(403);
        }
        for (String key : List.of("decide-key", "design-key", "ingest-key")) { // the last one stands in pages
            caller(key).get("/v1/imports").then().statusCode(403);
            caller(key).get("/v1/imports/{id}/rejected", id).then().statusCode(403);
        }
        found(id).body("state", equalTo("waiting"));
    }

    @Test
    void bodyOfMoreThan128MibIsTakenHereAlone() throws Exception {
        String head = "Host: localhost\r\nAuthorization: Bearer local-dev-key\r\nContent-Length: 200000000\r\n\r\n";
        assertThat(firstLine("POST /v1/batch HTTP/1.1\r\n" + head)).contains(" 413 ");
        assertThat(firstLine("PUT /v1/imports/nobody/content HTTP/1.1\r\nExpect: 100-continue\r\n" + head))
                .contains(" 100 ");
    }

    @Test
    void whatIsWrongIsAnsweredToWhoeverReadsOnlyWhenHeHasSentAll() throws Exception {
        String id = create(MAPPING);
        byte[] chunk = "u,view,2026-01-31T12:00:00Z,1\n".repeat(50_000).getBytes(StandardCharsets.UTF_8);
        int chunks = (100 << 20) / chunk.length; // more than is read before the answer, and than sockets hold
        String head = "PUT /v1/imports/" + id + "/content HTTP/1.1\r\nHost: localhost\r\n"
                + "Authorization: Bearer local-dev-key\r\nContent-Type: text/csv\r\n"
                + "Content-Length: " + (long) chunk.length * chunks + "\r\n\r\n";
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            try (Socket socket = new Socket("localhost", port)) {
                socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
                for (int i = 0; i < chunks; i++) {
                    socket.getOutputStream().write(chunk);
                }
                socket.getOutputStream().flush();
                assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8))
                        .isEqualTo("HTTP/1.1 422");
            }
        });
        found(id).body("state", equalTo("failed"));
    }

    private String firstLine(String request) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        }
    }

    @Test
    void mostRejectionsAreCountedAndTheFirstAreKept() {
        String id = create(MAPPING);
        send(id, HEADER + "u,view,soon,1\n".repeat(12_000)).body("rejected", equalTo(12_000));
        assertThat(rejected(id, "text/csv").lines().count()).isEqualTo(10_001);
        found(id).body("rejected", equalTo(12_000));
    }

    @Test
    void planRefusesRowsOfImports() {
        caller().body("{\"mode\":\"enforce\",\"schema\":{\"properties\":{\"value\":{\"minimum\":2}}}}")
                .put("/v1/tracking-plan/view")
                .then()
                .statusCode(201);
        try {
            String id = create(MAPPING);
            send(id, FILE).body("accepted", equalTo(1), "rejected", equalTo(2));
            assertThat(rejected(id, "text/csv")).contains("properties/value: ");
            caller().contentType("text/csv")
                    .body(FILE.replace("id,event", "user_id,event")
                            .replace("price", "value")
                            .replace("v,buy", "v".repeat(256) + ",buy"))
                    .post("/v1/imports")
                    .then()
                    .statusCode(201)
                    .body("preview.rejected", equalTo(3), "preview.events", hasSize(0))
                    .body("preview.rejections[0].reason", startsWith("properties/value: "))
                    .body("preview.rejections[2].reason", startsWith("customerId: "));
        } finally {
            caller().delete("/v1/tracking-plan/view").then().statusCode(204);
        }
    }

    @Test
    void rejectedRowsAreInTheOrderOfTheFile() {
        String id = create(MAPPING);
        send(id, HEADER + "u,*,2026-01-31T12:00:00Z,1\nu,view,soon,1\n");
        caller().accept("application/x-ndjson")
                .get("/v1/imports/{id}/rejected", id)
                .then()
                .body(containsString("\"row\":1,\"line\":2"));
        found(id).body("mapping.keySet()", contains("event", "customerId", "time", "properties"));
    }
}

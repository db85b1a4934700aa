package io.cairn.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;

/** {@code ./run import}: sends a file of events to events-service, once somebody has seen what they will be. */
final class ImportCommand {
    static final String NAME = "import";

    private static final int SHOWN_REASONS = 5;

    /** The service takes headers of 16 KiB in all; a larger mapping goes in a body, and is not tried on the first rows. */
    private static final int MAX_HEADER = 12_000;

    private final ImportOptions options;
    private final ImportFile file;
    private final Console console;
    private final BufferedReader answers;
    private final ImportClient client;
    private final ObjectMapper json = new ObjectMapper();
    private final ImportWaits waits;

    /** @param answers of the person in front of the terminal */
    ImportCommand(ImportOptions options, Console console, BufferedReader answers, ImportWaits waits) {
        this.waits = waits;
        this.options = options;
        this.file = new ImportFile(options.file());
        this.client = new ImportClient(options.key());
        this.console = console;
        this.answers = answers;
    }

    /** Returns when every row is in the log, or among the rejected. @throws Failure also if all are among the rejected */
    void run() throws Failure, IOException, InterruptedException {
        URI imports = URI.create(address() + "/v1/imports");
        JsonNode created = options.mapping().isPresent() ? given(imports) : guessed(imports);
        URI address = URI.create(imports + "/" + created.path("id").asText());
        show(created);
        if (!options.yes() && !confirmed()) {
            client.cancel(address);
            throw Failure.of(
                    "nothing was taken. Mend the mapping above, and say --mapping FILE; docs/imports.md describes it");
        }
        Thread cancelling = new Thread(() -> client.cancel(address), "cancel");
        Runtime.getRuntime().addShutdownHook(cancelling);
        ImportSending sending = new ImportSending(client, file, address, console, waits);
        JsonNode ended;
        try {
            ended = sending.send();
        } finally {
            keep(cancelling);
        }
        console.waitFor(null);
        report(address, ended, sending);
    }

    /** From cancelling: only who stops this command means that. */
    private static void keep(Thread cancelling) {
        try {
            Runtime.getRuntime().removeShutdownHook(cancelling);
        } catch (IllegalStateException e) {
            // it is at it
        }
    }

    private String address() throws Failure, IOException {
        if (options.url().isPresent()) {
            return options.url().get().toString();
        }
        try (DataDirectory data = DataDirectory.ofRunning(options.data())) {
            int port = data.remembered()
                    .servicePort(ServiceName.EVENTS)
                    .orElseThrow(() -> Failure.of("the Cairn on " + data.root() + " only just starts; try again"));
            return "http://127.0.0.1:" + port;
        }
    }

    private JsonNode given(URI imports) throws Failure, IOException, InterruptedException {
        JsonNode mapping;
        try {
            mapping = json.readTree(Files.readString(options.mapping().orElseThrow()));
        } catch (JsonProcessingException e) {
            throw Failure.usage(options.mapping().orElseThrow() + " is no JSON: " + e.getOriginalMessage());
        }
        String header =
                json.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsString(mapping); // headers are ASCII
        return header.length() > MAX_HEADER
                ? created(
                        imports,
                        Map.of("Content-Type", "application/json"),
                        json.writeValueAsBytes(
                                json.createObjectNode().put("name", file.name()).set("mapping", mapping)))
                : created(
                        named(imports, "&preview=true"),
                        Map.of("Content-Type", file.contentType(), "Cairn-Mapping", header),
                        file.sample());
    }

    private JsonNode guessed(URI imports) throws Failure, IOException, InterruptedException {
        return created(named(imports, ""), Map.of("Content-Type", file.contentType()), file.sample());
    }

    private URI named(URI imports, String more) {
        return URI.create(imports + "?name=" + URLEncoder.encode(file.name(), StandardCharsets.UTF_8) + more);
    }

    /** What is created, once there is a place for it. */
    private JsonNode created(URI address, Map<String, String> headers, byte[] body)
            throws Failure, IOException, InterruptedException {
        boolean said = false;
        while (true) {
            HttpResponse<String> response = client.post(address, headers, body);
            if (response.statusCode() / 100 == 2) {
                return json.readTree(response.body());
            }
            if (response.statusCode() != ImportClient.NO_PLACE) {
                throw Failure.of(client.reason(response));
            }
            if (!said) {
                console.line("          waits for a place: " + client.reason(response));
                said = true;
            }
            waits.forPlace(response);
        }
    }

    private void show(JsonNode created) throws JsonProcessingException {
        JsonNode preview = created.path("preview");
        console.line("This is what the columns of " + file.name()
                + (options.mapping().isPresent() ? " mean:" : " seem to mean:"));
        console.line("");
        console.line(json.writerWithDefaultPrettyPrinter().writeValueAsString(created.path("mapping")));
        if (preview.isMissingNode()) {
            return;
        }
        console.line("");
        console.line("and what the first of " + preview.path("rows").asInt() + " rows become:");
        console.line("");
        preview.path("events").forEach(event -> console.line("  " + event));
        preview.path("rejections")
                .forEach(row -> console.line("  row " + row.path("row").asLong() + " is rejected: "
                        + row.path("reason").asText()));
        console.line("");
        console.line(preview.path("rejected").asInt() + " of "
                + preview.path("rows").asInt() + " rows of the sample would be rejected");
        preview.path("notes").forEach(note -> console.line("  ! " + note.asText()));
    }

    private boolean confirmed() throws IOException {
        console.line("Import " + options.file() + " so? (y/N)");
        String answer = answers.readLine();
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }

    private void report(URI address, JsonNode ended, ImportSending sending)
            throws Failure, IOException, InterruptedException {
        if (!ended.path("state").asText().equals("done")) {
            throw ImportSending.unfinished(ended);
        }
        long rejected = ended.path("rejected").asLong();
        sending.count(ended);
        if (rejected > 0) {
            for (String row : client.rejected(address, SHOWN_REASONS)) {
                JsonNode tree = json.readTree(row);
                String of = tree.has("_line") ? "_" : ""; // of an NDJSON file they stand among the row's own fields
                console.line("          line " + tree.path(of + "line").asLong() + ": "
                        + tree.path(of + "reason").asText());
            }
            console.line("          all of them: " + address + "/rejected");
            if (ended.path("accepted").asLong() + ended.path("duplicates").asLong() == 0) {
                throw Failure.of("nothing was taken: every row was rejected");
            }
        }
    }
}

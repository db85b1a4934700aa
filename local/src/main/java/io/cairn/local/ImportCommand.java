package io.cairn.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code ./run import}: sends a file of events to events-service, once somebody has seen what they will be. */
final class ImportCommand {
    static final String NAME = "import";

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final int NO_PLACE = 429;

    /** Outlives a restart of the service or of PostgreSQL. */
    static final Duration PATIENCE = Duration.ofMinutes(15);

    private static final int SHOWN_REASONS = 5;

    private final ImportOptions options;
    private final ImportFile file;
    private final Console console;
    private final BufferedReader answers;
    private final ImportClient client;
    private final ObjectMapper json = new ObjectMapper();
    private final Duration patience;
    private long farthest;
    private long movedAt = System.nanoTime();

    /**
     * @param answers of the person in front of the terminal
     * @param patience how long the file is sent again though no sending gets farther than one before it
     */
    ImportCommand(ImportOptions options, Console console, BufferedReader answers, Duration patience) {
        this.patience = patience;
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
        if (options.mapping().isEmpty()) {
            show(created);
            if (!options.yes() && !confirmed()) {
                client.cancel(address);
                throw Failure.of(
                        "nothing was taken. Mend the mapping above, and say --mapping FILE; docs/imports.md describes it");
            }
        }
        Thread cancelling = new Thread(() -> client.cancel(address), "cancel");
        Runtime.getRuntime().addShutdownHook(cancelling);
        JsonNode ended;
        try {
            ended = send(address);
        } finally {
            keep(cancelling);
        }
        console.waitFor(null);
        report(address, ended);
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
        ObjectNode body = json.createObjectNode().put("name", file.name());
        try {
            body.set("mapping", json.readTree(Files.readString(options.mapping().orElseThrow())));
        } catch (JsonProcessingException e) {
            throw Failure.usage(options.mapping().orElseThrow() + " is no JSON: " + e.getOriginalMessage());
        }
        return client.post(imports, "application/json", json.writeValueAsBytes(body));
    }

    private JsonNode guessed(URI imports) throws Failure, IOException, InterruptedException {
        String name = URLEncoder.encode(file.name(), StandardCharsets.UTF_8);
        return client.post(URI.create(imports + "?name=" + name), file.contentType(), file.sample());
    }

    private void show(JsonNode created) throws JsonProcessingException {
        JsonNode preview = created.path("preview");
        console.line("This is what the columns of " + file.name() + " seem to mean:");
        console.line("");
        console.line(json.writerWithDefaultPrettyPrinter().writeValueAsString(created.path("mapping")));
        console.line("");
        console.line("and what the first of " + preview.path("rows").asInt() + " rows become:");
        console.line("");
        preview.path("events").forEach(event -> console.line("  " + event));
        preview.path("rejections")
                .forEach(row -> console.line("  row " + row.path("row").asLong() + " is rejected: "
                        + row.path("reason").asText()));
        console.line("");
        preview.path("notes").forEach(note -> console.line("  ! " + note.asText()));
    }

    private boolean confirmed() throws IOException {
        console.line("Import " + options.file() + " so? (y/N)");
        String answer = answers.readLine();
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }

    /** Sends the file, and once more from its beginning where that breaks off: what is there already is not doubled. */
    private JsonNode send(URI address) throws Failure, IOException, InterruptedException {
        console.step("bytes", file.size());
        movedAt = System.nanoTime();
        String said = "";
        for (int sending = 1; true; sending++) {
            String wrong;
            boolean waits = false;
            try {
                HttpResponse<String> response = watched(
                        client.put(URI.create(address + "/content"), file.contentType(), options.file()), address);
                if (response.statusCode() / 100 == 2) {
                    console.done(file.size());
                    return json.readTree(response.body());
                }
                wrong = client.reason(response);
                waits = response.statusCode() == NO_PLACE;
                if (!mayHelpLater(response.statusCode())) {
                    client.find(address).ifPresent(this::count);
                    throw Failure.of(wrong);
                }
            } catch (ExecutionException e) {
                wrong = String.valueOf(e.getCause());
            }
            look(address);
            if (waits) {
                movedAt = System.nanoTime(); // others take their time; that has no end
            } else if (System.nanoTime() - movedAt >= patience.toNanos()) {
                throw Failure.of("gives up, since no sending got any farther for " + patience.toMinutes() + " minutes: "
                        + wrong + ". The same file again takes what is missing");
            }
            String told = waits ? "waits for a place: " + wrong : "broke off (" + wrong + "); sends it again";
            if (!told.equals(said)) {
                console.line("          " + told);
                said = told;
            }
            TimeUnit.SECONDS.sleep(Math.min(sending, 5));
        }
    }

    private static boolean mayHelpLater(int status) {
        return status == 409 || status == NO_PLACE || status >= 500;
    }

    /** Shows how far it is, as the service says, until it answers. */
    private HttpResponse<String> watched(CompletableFuture<HttpResponse<String>> sending, URI address)
            throws Failure, ExecutionException, InterruptedException {
        try {
            while (true) {
                try {
                    return sending.get(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    look(address);
                }
            }
        } finally {
            sending.cancel(true); // this client would send a large file to its end before it reads what is wrong
        }
    }

    /** Shows how far it is. @throws Failure if it failed, or somebody cancelled it: sending it again is not for us to say */
    private void look(URI address) throws Failure, InterruptedException {
        JsonNode found = client.find(address).orElse(json.createObjectNode());
        long bytes = found.path("bytes").asLong();
        if (bytes > farthest) {
            farthest = bytes;
            movedAt = System.nanoTime();
        }
        switch (found.path("state").asText()) {
            case "failed" -> {
                count(found);
                throw Failure.of(found.path("detail").asText());
            }
            case "cancelled" -> throw unfinished(found);
            case "" -> {} // the service is not there; that shows with the sending itself
            default -> console.done(bytes);
        }
    }

    private void count(JsonNode found) {
        console.waitFor(null);
        console.reached(found.path("rows").asLong() + " rows: "
                + found.path("accepted").asLong() + " taken, "
                + found.path("duplicates").asLong() + " there already, "
                + found.path("rejected").asLong() + " rejected");
    }

    private static Failure unfinished(JsonNode ended) {
        return Failure.of("the import is " + ended.path("state").asText() + " after "
                + ended.path("rows").asLong() + " rows");
    }

    private void report(URI address, JsonNode ended) throws Failure, IOException, InterruptedException {
        if (!ended.path("state").asText().equals("done")) {
            throw unfinished(ended);
        }
        long rejected = ended.path("rejected").asLong();
        count(ended);
        if (rejected > 0) {
            for (String row :
                    client.rejected(address).lines().limit(SHOWN_REASONS).toList()) {
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

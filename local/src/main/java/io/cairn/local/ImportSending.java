package io.cairn.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends the file of one import, as often as it takes. */
final class ImportSending {
    private static final long LOOK_EVERY_MILLIS = 250;

    /** How many sendings may break off one after the other though the service is there and takes some of each. */
    private static final int IN_VAIN = 20;

    private final ImportClient client;
    private final ImportFile file;
    private final URI address;
    private final Console console;
    private final ImportWaits waits;
    private final ObjectMapper json = new ObjectMapper();
    private long seenBytes;
    private long farthest;
    private boolean isAdvancing;
    private int inVain;
    private long movedAt;
    private String said = "";

    ImportSending(ImportClient client, ImportFile file, URI address, Console console, ImportWaits waits) {
        this.client = client;
        this.file = file;
        this.address = address;
        this.console = console;
        this.waits = waits;
    }

    /**
     * Sends the file, and once more from its beginning where that breaks off: what is there already is not doubled. Gives the
     * import as it ended.
     */
    JsonNode send() throws Failure, IOException, InterruptedException {
        console.step("bytes", file.size());
        movedAt = waits.now();
        for (int sending = 1; true; sending++) {
            String wrong;
            try {
                HttpResponse<String> response =
                        watched(client.put(URI.create(address + "/content"), file.contentType(), file.path()));
                if (response.statusCode() / 100 == 2) {
                    console.done(file.size());
                    return json.readTree(response.body());
                }
                wrong = client.reason(response);
                if (response.statusCode() == ImportClient.NO_PLACE) {
                    look();
                    say("waits for a place: " + wrong);
                    waits.forPlace(response);
                    movedAt = waits.now(); // others take their time; that has no end
                    continue;
                }
                if (!mayHelpLater(response.statusCode())) {
                    client.find(address).ifPresent(this::count);
                    throw Failure.of(wrong);
                }
            } catch (ExecutionException e) {
                wrong = String.valueOf(e.getCause());
            } catch (TimeoutException e) {
                wrong = String.valueOf(e.getMessage());
            }
            look();
            if (isStuck()) {
                throw givesUp("nothing got any farther for " + waits.patience().toMinutes() + " minutes", wrong);
            }
            inVain += isAdvancing ? 1 : 0;
            isAdvancing = false;
            if (inVain == IN_VAIN) {
                throw givesUp("the last " + IN_VAIN + " sendings got no farther than one before", wrong);
            }
            say("broke off (" + wrong + "); sends it again");
            waits.forNextSending(sending);
        }
    }

    private static Failure givesUp(String since, String wrong) {
        return Failure.of("gives up, since " + since + ": " + wrong + ". The same file again takes what is missing");
    }

    private static boolean mayHelpLater(int status) {
        return status == 409 || status >= 500;
    }

    private boolean isStuck() {
        return waits.now() - movedAt >= waits.patience().toNanos();
    }

    private void say(String told) {
        if (!told.equals(said)) {
            console.line("          " + told);
            said = told;
        }
    }

    /**
     * Shows how far it is, as the service says, until it answers.
     *
     * @throws TimeoutException if no answer is to be expected: of a connection that is silently dead, only the service knows
     */
    private HttpResponse<String> watched(CompletableFuture<HttpResponse<String>> sending)
            throws Failure, ExecutionException, TimeoutException, InterruptedException {
        boolean ran = false; // until then, what the service says may be of the sending before
        long atItAt = waits.now();
        try {
            while (true) {
                try {
                    return sending.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    String state = look();
                    boolean runs = state.equals("running");
                    ran |= runs;
                    if (runs || !ran || state.isEmpty()) {
                        atItAt = waits.now();
                    } else if (waits.now() - atItAt >= waits.answer().toNanos()) {
                        throw new TimeoutException("the service says it is " + state + ", and does not answer");
                    }
                    if (runs) {
                        movedAt = waits.now(); // it may wait for its turn, or for PostgreSQL
                    } else if (isStuck()) {
                        throw new TimeoutException("the service does not answer");
                    }
                }
            }
        } finally {
            sending.cancel(true); // this client would send a large file to its end before it reads what is wrong
        }
    }

    /**
     * Shows how far it is, and gives its state; empty if the service is not there, which shows with the sending itself.
     *
     * @throws Failure if it failed, or somebody cancelled it: sending it again is not for us to say
     */
    private String look() throws Failure, InterruptedException {
        ObjectNode nothing = json.createObjectNode();
        JsonNode found = client.find(address).orElse(nothing);
        String state = found.path("state").asText();
        if (state.isEmpty()) {
            return state;
        }
        long bytes = found.path("bytes").asLong();
        if (bytes > seenBytes) {
            movedAt = waits.now();
            isAdvancing = true;
            said = ""; // what breaks off from here on is another break
        }
        seenBytes = bytes; // each sending begins at 0
        if (bytes > farthest) {
            farthest = bytes;
            inVain = 0;
            isAdvancing = false;
        }
        switch (state) {
            case "failed" -> {
                count(found);
                throw Failure.of(found.path("detail").asText());
            }
            case "cancelled" -> throw unfinished(found);
            default -> console.done(bytes);
        }
        return state;
    }

    /** Says what became of the rows. */
    void count(JsonNode found) {
        console.waitFor(null);
        console.reached(found.path("rows").asLong() + " rows: "
                + found.path("accepted").asLong() + " taken, "
                + found.path("duplicates").asLong() + " there already, "
                + found.path("rejected").asLong() + " rejected");
    }

    /** Of an import that ended without its file being taken. */
    static Failure unfinished(JsonNode ended) {
        return Failure.of("the import is " + ended.path("state").asText() + " after "
                + ended.path("rows").asLong() + " rows");
    }
}

package io.cairn.bench.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.bench.cairn.Api;
import io.cairn.bench.cairn.Await;
import io.cairn.bench.cairn.CairnProcess;
import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.RedisConnection;
import io.cairn.bench.cairn.Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Decisions about the sample's customers, and what a bare endpoint is asked for instead. */
final class SampleDecisions implements AutoCloseable {
    static final int CUSTOMERS = 2_000;

    private static final List<String> PLACEMENTS = List.of("web-home", "web-banner", "app-home", "store-till");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FLOOR_KEY = "bench:floor";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final String PENDING = "HLEN cairn:decisions:pending";

    /** What the bare endpoint's answer has besides its padding. */
    private static final int FLOOR_FRAME = 27;

    private static final String MEAN_PROFILE =
            "EVAL \"local all,n=0,0 for i=1," + CUSTOMERS + " do local size=redis.call('STRLEN',string.format("
                    + "'cairn:profile:{u-%04d}',i)) if size>0 then all=all+size n=n+1 end end return math.floor(all/n)\" 0";
    private static final String COPY =
            "EVAL \"for i=1," + CUSTOMERS + " do redis.call('COPY',string.format('%scairn:customer:{u-%%04d}',i),"
                    + "string.format('%scairn:customer:{u-%%04d}',i),'REPLACE') end return 1\" 0";

    private final RedisConnection redis;
    private int next;

    SampleDecisions(CairnProcess cairn) throws IOException {
        this.redis = cairn.home().redis();
    }

    /** Bodies of so many decisions, of all customers and placements by turns. */
    List<String> bodies(int count, boolean isDry) {
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < count; i++, next++) {
            bodies.add(String.format(
                    Locale.ROOT,
                    "{\"customerId\":\"u-%04d\",\"placements\":[{\"key\":\"%s\"}],\"context\":{\"device\":\"mobile\"}%s}",
                    next % CUSTOMERS + 1,
                    PLACEMENTS.get(next / CUSTOMERS % PLACEMENTS.size()),
                    isDry ? ",\"dryRun\":true" : ""));
        }
        return bodies;
    }

    List<byte[]> requests(int count, boolean isDry) {
        return bodies(count, isDry).stream()
                .map(body -> HttpLoad.post("/v1/decisions", body))
                .toList();
    }

    /**
     * What the bare endpoint is asked for: the same bodies, to be answered after reading a value as large as the mean
     * profile by as many bytes as the mean decision has.
     */
    List<byte[]> floorRequests(Bench bench, Api api, int count) throws Failure, IOException, InterruptedException {
        long profile = number(MEAN_PROFILE);
        number("EVAL \"redis.call('SET','" + FLOOR_KEY + "',string.rep('x'," + profile + ")) return 1\" 0");
        long answer = 0;
        List<String> asked = bodies(CUSTOMERS / 10 * PLACEMENTS.size(), true);
        for (String body : asked) {
            JsonNode decision = api.post(Server.PERSONALIZATION, "/v1/decisions", JSON.readTree(body))
                    .body();
            answer += decision.toString().getBytes(StandardCharsets.UTF_8).length;
        }
        answer /= asked.size();
        bench.say("profile " + profile + " bytes, answer " + answer + " bytes at the mean");
        String path = "/floor/read?key=" + FLOOR_KEY + "&bytes=" + (answer - FLOOR_FRAME);
        return bodies(count, true).stream()
                .map(body -> HttpLoad.post(path, body))
                .toList();
    }

    /** Keeps the customers' states of now, for {@link #reset}. */
    void keepStates() throws Failure, IOException {
        number(COPY.formatted("", "bench:"));
    }

    /**
     * Waits until all decisions are logged, which else would go on in somebody else's turn, and puts the states back: what a
     * customer was shown in all turns would be far more than customers are shown.
     */
    void reset() throws Failure, IOException, InterruptedException {
        Await.within(PATIENCE, "all decisions are logged", () -> number(PENDING) == 0);
        number(COPY.formatted("bench:", ""));
    }

    /** How many placements were answered without Redis since the service started: too many, and the figures say nothing. */
    static long degraded(Api api) throws IOException, InterruptedException {
        return api.getAs("text/plain", Server.PERSONALIZATION, "/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("cairn_decisions_placements_total") && line.contains("REDIS_DOWN"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private long number(String command) throws Failure, IOException {
        String answer = redis.call(command);
        if (!answer.startsWith(":")) {
            throw new Failure("Redis says " + answer);
        }
        return Long.parseLong(answer.substring(1));
    }

    @Override
    public void close() throws IOException {
        redis.close();
    }
}

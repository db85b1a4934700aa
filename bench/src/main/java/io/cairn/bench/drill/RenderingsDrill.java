package io.cairn.bench.drill;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.bench.cairn.Api;
import io.cairn.bench.cairn.Await;
import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.RedisConnection;
import io.cairn.bench.cairn.Replica;
import io.cairn.bench.cairn.Server;
import io.cairn.bench.cairn.Stopwatch;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A platform renders each message as HTML and as text at once, through two replicas of personalization-service, with a
 * request id and without one. All renderings of a message must be of one decision, and reserve once.
 */
final class RenderingsDrill implements Drill {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MESSAGES = 40;
    private static final List<String> FORMS = List.of("text/html", "text/plain", "text/html", "text/plain");
    private static final String KEY = "drill-mail";

    private final ObjectMapper json = new ObjectMapper();
    private final ExecutorService platform = Executors.newFixedThreadPool(FORMS.size());
    private @Nullable Replica second;
    private int sent;

    @Override
    public String name() {
        return "renderings";
    }

    @Override
    public String purpose() {
        return "a message rendered as HTML and text at once by two replicas is of one decision, and counts once";
    }

    @Override
    public void prepare(Scene scene) throws Failure, IOException, InterruptedException {
        second = Replica.start(scene.cairn(), Server.PERSONALIZATION);
        put(
                scene,
                "/v1/offers/" + KEY,
                """
                {"name":"Mail","caps":[{"limit":1000000,"scope":"total"},{"limit":1}],
                 "representations":[{"channel":"push","content":{"html":"<p>Hello</p>","text":"Hello"}}]}""");
        put(scene, "/v1/placements/" + KEY, "{\"name\":\"Mail\",\"channel\":\"push\",\"mode\":\"outbound\"}");
        put(
                scene,
                "/v1/rules/" + KEY,
                "{\"name\":\"Mail\",\"placements\":[\"" + KEY + "\"],\"offers\":[\"" + KEY + "\"]}");
        Await.within(
                PATIENCE,
                "the second replica decides by what was saved at the first",
                () -> render(second().api(), "text/html", path("nobody", "&requestId=first"))
                                .statusCode()
                        == 200);
    }

    @Override
    public void strike(Scene scene, int round) throws Failure, IOException, InterruptedException {
        long before = reserved(scene);
        Stopwatch taken = new Stopwatch();
        for (int i = 0; i < MESSAGES; i++) {
            String customer = scene.cast().prefix() + "-reader-" + sent++;
            message(scene, path(customer, i % 2 == 0 ? "&requestId=campaign-" + round + "/" + customer : ""));
        }
        long reserved = reserved(scene) - before;
        if (reserved != MESSAGES) {
            scene.ledger().fault(MESSAGES + " messages reserved " + reserved + " times");
        }
        scene.say("round " + round + ": " + MESSAGES + " messages of " + FORMS.size() + " renderings each in " + taken
                + ", reserved " + reserved);
    }

    private void message(Scene scene, String path) throws Failure, InterruptedException {
        List<Callable<String>> renderings = new ArrayList<>();
        for (int i = 0; i < FORMS.size(); i++) {
            String form = FORMS.get(i);
            Api replica = i < 2 == (i % 2 == 0) ? scene.api() : second().api(); // each form once by each
            renderings.add(() -> {
                HttpResponse<String> answer = render(replica, form, path);
                return answer.statusCode() + " "
                        + answer.headers().firstValue("Cairn-Decision").orElse("none");
            });
        }
        Set<String> decisions = new HashSet<>();
        try {
            for (Future<String> rendering : platform.invokeAll(renderings)) {
                decisions.add(rendering.get());
            }
        } catch (ExecutionException e) {
            throw new Failure("a rendering failed: " + e.getCause());
        }
        if (decisions.size() != 1 || !decisions.iterator().next().startsWith("200 ")) {
            scene.ledger().fault(path + " was rendered of several decisions: " + decisions);
        }
    }

    @Override
    public void finish(Scene scene) {
        platform.shutdownNow();
        Replica started = second;
        if (started != null) {
            started.close();
        }
    }

    private static HttpResponse<String> render(Api api, String form, String path)
            throws IOException, InterruptedException {
        return api.getAs(form, Server.PERSONALIZATION, path);
    }

    private static String path(String customer, String more) {
        return "/v1/customers/" + Api.segment(customer) + "/next-best-action?placement=" + KEY + more;
    }

    /** How often the offer counts as handed out. */
    private static long reserved(Scene scene) throws IOException {
        try (RedisConnection redis = scene.cairn().home().redis()) {
            return Long.parseLong(
                    redis.call("HINCRBY cairn:totals " + KEY + " 0").substring(1));
        }
    }

    private void put(Scene scene, String path, String body) throws Failure, IOException, InterruptedException {
        Api.Answer answer = scene.api().put(Server.PERSONALIZATION, path, json.readTree(body));
        if (!answer.isSuccess()) {
            throw new Failure("PUT " + path + " was answered " + answer.status() + " " + answer.body());
        }
    }

    private Replica second() {
        return Objects.requireNonNull(second, "not prepared");
    }
}

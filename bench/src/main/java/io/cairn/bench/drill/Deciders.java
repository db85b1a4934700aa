package io.cairn.bench.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.bench.cairn.Api;
import io.cairn.bench.cairn.Await;
import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.Server;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Pages that ask for decisions without a break, several at once for the same customer, through several replicas by turns. They
 * know what may be answered at the moment, and note what must not be.
 */
final class Deciders {
    /** How often the scarce offer may be handed out in all. */
    static final int TOTAL = 400;

    /** An offer that anybody may have. */
    static final String FREE = "drill-free";

    /** An offer that each customer may have once. */
    static final String ONCE = "drill-once";

    /** An offer that all together may have {@value #TOTAL} times. */
    static final String SCARCE = "drill-scarce";

    private static final int PAGES = 4;
    private static final int PAUSE_MILLIS = 10;

    /** Of those who ask at about the same time. */
    private static final int QUESTIONS_EACH = 6;

    /** What a deadline of a second may become on a busy machine. */
    private static final Duration QUICKLY = Duration.ofSeconds(5);

    private static final int REPLAYED = 500;
    private static final Set<String> PASSING = Set.of("REBUILDING", "REDIS_DOWN", "CONTENDED", "CAP_UNKNOWN");

    private final List<Api> replicas;
    private final Ledger ledger;
    private final String prefix;
    private final long seed;
    private final List<Thread> pages = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicInteger withoutRedis = new AtomicInteger();
    private final List<HandedOut> handedOut = new ArrayList<>();
    private volatile Answers allowed = Answers.PASSING;
    private volatile boolean over;

    /** What may be answered, the strictest first. */
    enum Answers {
        /** The offer that anybody may have, for Redis and both replicas are there. */
        DECIDED,
        /** Besides that Redis is away, or was. */
        PASSING,
        /** None besides: a replica is away, or was. */
        NONE
    }

    /** What a customer was given, and when by {@link System#nanoTime}. */
    private record HandedOut(String decision, List<String> offers, String customer, long at) {}

    /** How many were asked, of them those without an answer and those with a passing one. */
    record Counts(int asked, int unanswered, int withoutRedis) {
        Counts since(Counts before) {
            return new Counts(asked - before.asked, unanswered - before.unanswered, withoutRedis - before.withoutRedis);
        }

        @Override
        public String toString() {
            return asked + " decisions, " + withoutRedis + " of them without Redis, and " + unanswered + " unanswered";
        }
    }

    Deciders(List<Api> replicas, Ledger ledger, String prefix, long seed) {
        this.replicas = replicas;
        this.ledger = ledger;
        this.prefix = prefix;
        this.seed = seed;
    }

    /** Whether a replica decides, with Redis. */
    boolean isReady(Api replica) throws InterruptedException {
        try {
            Api.Answer answer = replica.post(Server.PERSONALIZATION, "/v1/decisions", question(prefix + "-nobody"));
            return answer.isSuccess()
                    && PASSING.stream()
                            .noneMatch(reason -> answer.body().toString().contains(reason))
                    && !reason(answer.body(), FREE).equals("NOTHING");
        } catch (IOException e) {
            return false;
        }
    }

    void begin() {
        for (int page = 0; page < PAGES; page++) {
            Random random = new Random(seed + page);
            Thread thread = new Thread(() -> ask(random), "page-" + page);
            pages.add(thread);
            thread.start();
        }
    }

    /** From now on answers may be so, and before still as they might be so far. */
    void allow(Answers answers) {
        allowed = answers;
    }

    Counts counts() {
        return new Counts(asked.get(), unanswered.get(), withoutRedis.get());
    }

    /** Asks no more; does nothing if it is over already. */
    void end() throws InterruptedException {
        over = true;
        for (Thread page : pages) {
            page.join();
        }
    }

    private void ask(Random random) {
        try {
            while (!over) {
                int number = asked.getAndIncrement();
                // those of neighbouring numbers meet
                decide(replicas.get(number % replicas.size()), prefix + "-page-" + (number / QUESTIONS_EACH));
                Thread.sleep(random.nextInt(PAUSE_MILLIS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void decide(Api replica, String customer) throws InterruptedException {
        Answers before = allowed;
        long began = System.nanoTime();
        try {
            Api.Answer answer = replica.post(Server.PERSONALIZATION, "/v1/decisions", question(customer));
            long took = System.nanoTime() - began;
            Answers allowed = laxer(before);
            if (took > QUICKLY.toNanos()) {
                ledger.fault("a decision took " + took / 1_000_000 + " ms");
            }
            if (answer.isSuccess()) {
                take(customer, answer.body(), allowed);
            } else if (allowed == Answers.NONE && answer.isForLater()) {
                unanswered.incrementAndGet();
            } else {
                ledger.fault("a decision was answered " + answer.status() + " " + answer.body());
            }
        } catch (IOException e) {
            unanswered.incrementAndGet();
            if (laxer(before) != Answers.NONE) {
                ledger.fault("a decision was not answered: " + e);
            }
        }
    }

    /** What was allowed at some time since the question. */
    private Answers laxer(Answers before) {
        Answers now = allowed;
        return before.compareTo(now) > 0 ? before : now;
    }

    private void take(String customer, JsonNode decision, Answers allowed) {
        String free = reason(decision, FREE);
        boolean passing = PASSING.contains(free);
        if (passing) {
            withoutRedis.incrementAndGet();
        }
        if (!free.equals("CHOSEN") && !(passing && allowed != Answers.DECIDED)) {
            ledger.fault("what anybody may have was answered " + free + " to " + customer);
        }
        List<String> offers = new ArrayList<>();
        for (JsonNode placement : decision.path("placements")) {
            for (JsonNode proposition : placement.path("propositions")) {
                offers.add(proposition.path("offer").asText());
            }
        }
        if (!offers.isEmpty()) {
            String id = decision.path("decisionId").asText();
            synchronized (this) {
                handedOut.add(new HandedOut(id, offers, customer, System.nanoTime()));
            }
        }
    }

    /** Nobody need know any more what was handed out lately. */
    synchronized void forgive(Duration lately) {
        long since = System.nanoTime() - lately.toNanos();
        handedOut.removeIf(each -> each.at() - since > 0);
    }

    /** Notes each cap that was exceeded, and each offer that nobody got. */
    synchronized void checkCaps() {
        for (String offer : List.of(FREE, ONCE, SCARCE)) {
            if (customers(offer).isEmpty()) {
                ledger.fault("nobody got " + offer);
            }
        }
        Map<String, Long> times =
                customers(ONCE).stream().collect(Collectors.groupingBy(customer -> customer, Collectors.counting()));
        times.values().removeIf(count -> count == 1);
        times.forEach((customer, count) -> ledger.fault(customer + " got " + count + " times what she may have once"));
        int scarce = customers(SCARCE).size();
        if (scarce > TOTAL) {
            ledger.fault("handed out " + scarce + " times, of " + TOTAL + " that there are");
        }
    }

    /** Who got it, once for each time. */
    private List<String> customers(String offer) {
        return handedOut.stream()
                .filter(each -> each.offers().contains(offer))
                .map(HandedOut::customer)
                .toList();
    }

    /** Awaits that what was answered is in the log; of many, of some of them. Each must be decided alike from there. */
    void checkLog(Duration patience) throws Failure, IOException, InterruptedException {
        List<String> some = new ArrayList<>(decisions());
        Collections.shuffle(some, new Random(seed));
        for (String id : some.subList(0, Math.min(REPLAYED, some.size()))) {
            String path = "/v1/decisions/" + id + "/replay";
            Await.within(patience, "decision " + id + " is logged, and taken again alike", () -> {
                Api.Answer answer =
                        replicas.get(0).post(Server.PERSONALIZATION, path, JsonNodeFactory.instance.objectNode());
                return answer.isSuccess() && answer.body().path("same").asBoolean();
            });
        }
    }

    private synchronized List<String> decisions() {
        return handedOut.stream().map(HandedOut::decision).toList();
    }

    private static String reason(JsonNode decision, String placement) {
        for (JsonNode each : decision.path("placements")) {
            if (each.path("key").asText().equals(placement)) {
                return each.path("reason").asText();
            }
        }
        return "absent";
    }

    private static ObjectNode question(String customer) {
        ObjectNode question = JsonNodeFactory.instance.objectNode().put("customerId", customer);
        question.putArray("placements").add(FREE).add(ONCE).add(SCARCE);
        return question;
    }
}

package io.cairn.bench.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.bench.cairn.Api;
import io.cairn.bench.cairn.CairnProcess;
import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.Server;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Dry runs by a large catalogue against such by a small one: two processes, each with its own database. */
final class DecideCatalogueBenchmark implements Benchmark {
    private static final int MANY_RULES = 2_000;
    private static final int FEW_RULES = 20;
    private static final int OFFERS_OF_A_RULE = 5;
    private static final int PLACEMENTS = 4;
    private static final int CALLERS = 4;
    private static final int CONNECTIONS = 64;
    private static final int DECISIONS = 10_000;
    private static final int WARM_UPS = 16;
    private static final int TURNS = 7;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> STAGES =
            List.of("awareness", "consideration", "intent", "purchase", "first-use", "loyalty", "at-risk", "lapsed");
    private static final List<String> COUNTRIES = List.of("DE", "AT", "CH", "GB");

    @Override
    public String name() {
        return "decide-catalogue";
    }

    @Override
    public String purpose() {
        return "dry runs a second with 10,000 offers under 2,000 rules, to those with 100 under 20";
    }

    @Override
    public List<Ratio> measure(Bench bench) throws Failure, IOException, InterruptedException {
        CairnProcess cairn = bench.cairnWithSample();
        Api api = new Api(cairn.ports());
        // the one rule of the sample that is for every placement is not for these
        ObjectNode winBack = (ObjectNode) SecondShop.ok(api.get(Server.PERSONALIZATION, "/v1/rules/win-back"));
        SecondShop.ok(api.put(Server.PERSONALIZATION, "/v1/rules/win-back", winBack.put("active", false)));
        try (SecondShop few = SecondShop.start(cairn)) {
            fill(few.api(), FEW_RULES);
            fill(api, MANY_RULES);
            bench.say("both catalogues are saved");
            try (HttpLoad many = new HttpLoad(cairn.port(Server.PERSONALIZATION), CONNECTIONS);
                    HttpLoad small = new HttpLoad(few.port(), CONNECTIONS)) {
                List<byte[]> requests = requests();
                Alternation perSecond = Alternation.of(
                        WARM_UPS,
                        TURNS,
                        () -> DecideBenchmark.rate(bench, "many", many, requests),
                        () -> DecideBenchmark.rate(bench, "few", small, requests));
                return List.of(new Ratio(
                        name(),
                        perSecond.ratio(),
                        Ratio.Target.atLeast(0.9),
                        String.format(
                                Locale.ROOT,
                                "dry runs/s, median of %d: many=%.0f few=%.0f",
                                TURNS,
                                perSecond.oursMedian(),
                                perSecond.floorMedian())));
            }
        }
    }

    private static List<byte[]> requests() {
        List<byte[]> requests = new ArrayList<>();
        for (int i = 0; i < DECISIONS; i++) {
            requests.add(HttpLoad.post(
                    "/v1/decisions",
                    String.format(
                            Locale.ROOT,
                            "{\"customerId\":\"u-%04d\",\"placements\":[\"bench-%d\"],\"dryRun\":true}",
                            i % SampleDecisions.CUSTOMERS + 1,
                            i % PLACEMENTS)));
        }
        return requests;
    }

    /** Rules of which a quarter is for everybody, the others for a stage each; a quarter is over, a half is for a country. */
    private static void fill(Api api, int rules) throws Failure, IOException, InterruptedException {
        for (int i = 0; i < PLACEMENTS; i++) {
            put(api, "placements/bench-" + i, "{\"name\":\"Bench\",\"channel\":\"web\"}");
        }
        new ClosedLoop(CALLERS)
                .run(rules * OFFERS_OF_A_RULE, number -> put(api, "offers/bench-" + number, offer(number)));
        new ClosedLoop(CALLERS).run(rules, number -> put(api, "rules/bench-" + number, rule(number)));
    }

    private static String offer(int number) {
        return String.format(
                Locale.ROOT,
                "{\"name\":\"Bench\",\"value\":%d,%s%s\"representations\":[{\"channel\":\"web\",\"content\":"
                        + "{\"headline\":\"Offer %d for {traits.firstName ?: 'you'}\",\"url\":\"/offers/%d\"}}]}",
                number % 97,
                number % 3 == 0 ? "\"eligibility\":\"count('Product Viewed', '90d') >= 1\"," : "",
                number % 5 == 0 ? "\"caps\":[{\"limit\":3,\"per\":\"P7D\",\"scope\":\"customer\"}]," : "",
                number,
                number);
    }

    private static String rule(int number) throws IOException {
        int turn = number / PLACEMENTS;
        ObjectNode rule = JSON.createObjectNode().put("name", "Bench").put("priority", number * 31 % 50);
        rule.putArray("placements").add("bench-" + number % PLACEMENTS);
        if (turn % 4 > 0) {
            rule.put("journey", "shop").putArray("stages").add(STAGES.get(turn % STAGES.size()));
        }
        if (turn % 2 == 1) {
            rule.put("when", "traits.country == '" + COUNTRIES.get(turn / 2 % COUNTRIES.size()) + "'");
        }
        if (turn % 4 == 2) {
            rule.put("endAt", "2026-01-01T00:00:00Z");
        }
        for (int i = 0; i < OFFERS_OF_A_RULE; i++) {
            rule.withArray("/offers").add("bench-" + (number * OFFERS_OF_A_RULE + i));
        }
        return rule.toString();
    }

    private static void put(Api api, String path, String body) throws Failure, IOException, InterruptedException {
        JsonNode json = JSON.readTree(body);
        SecondShop.ok(api.put(Server.PERSONALIZATION, "/v1/" + path, json));
    }
}

package io.cairn.personalization.decision;

import static io.cairn.personalization.decision.Shop.key;
import static io.cairn.personalization.decision.Shop.offer;
import static io.cairn.personalization.decision.Shop.placement;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.kit.redis.SharedCalls;
import io.cairn.personalization.PersonalizationTest;
import io.cairn.personalization.catalogue.Catalogues;
import io.cairn.personalization.customer.Answer;
import io.cairn.personalization.customer.CustomerStore;
import io.cairn.personalization.decision.DecisionRequest.Asked;
import io.cairn.personalization.decisionlog.StateRestore;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Many decisions at once, taken by two services as two replicas have them: each lets a customer's decisions go one after
 * the other, and neither knows of the other's. What both are made of has nothing that keeps caps: that is Redis alone.
 */
@PersonalizationTest
class ConcurrentDecisionsTest {
    private static final int THREADS = 32;

    @Inject
    Shop shop;

    @Inject
    Catalogues catalogues;

    @Inject
    CustomerStore customers;

    @Inject
    StateRestore restore;

    @Inject
    Clock clock;

    @Inject
    DecisionMetrics metrics;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private String at;
    private List<DecisionService> replicas;

    @BeforeEach
    void open() {
        shop.open();
        at = key("place");
        replicas = List.of(
                new DecisionService(catalogues, customers, restore, clock, metrics, "cairn"),
                new DecisionService(catalogues, customers, restore, clock, metrics, "cairn"));
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    private DecisionRequest request(String customerId, @Nullable String requestId) {
        return new DecisionRequest(
                customerId, requestId, List.of(new Asked(at, 1)), Map.of(), null, false, false, null, false);
    }

    private List<String> decideAtOnce(int decisions, IntFunction<DecisionRequest> requests) throws Exception {
        List<Callable<Answer>> calls = new ArrayList<>();
        for (int i = 0; i < decisions; i++) {
            DecisionRequest request = requests.apply(i);
            DecisionService replica = replicas.get(i % replicas.size());
            calls.add(() -> SharedCalls.await(replica.decide(request)));
        }
        List<String> answers = new ArrayList<>();
        for (Future<Answer> answer : threads.invokeAll(calls)) {
            answers.add(answer.get().body(false));
        }
        return answers;
    }

    private static long chosen(List<String> answers) {
        return answers.stream().filter(answer -> answer.contains("CHOSEN")).count();
    }

    @Test
    void customersCapIsReachedExactly() throws Exception {
        placement(at, ",'channel':'web'");
        offer("o-" + at, at, ",'caps':[{'limit':3,'per':'P1D'}]");
        String who = key("u");
        assertThat(chosen(decideAtOnce(128, i -> request(who, null)))).isEqualTo(3);
    }

    @Test
    void totalIsReachedExactlyByManyCustomers() throws Exception {
        placement(at, ",'channel':'web'");
        offer("o-" + at, at, ",'caps':[{'limit':50,'scope':'total'}]");
        assertThat(chosen(decideAtOnce(200, i -> request(at + "-u" + i % 40, null))))
                .isEqualTo(50);
    }

    @Test
    void oneRequestIdHasOneAnswerWhoeverIsAsked() throws Exception {
        placement(at, ",'channel':'web'");
        offer("o-" + at, at, "");
        String who = key("u");
        assertThat(decideAtOnce(64, i -> request(who, "r")))
                .containsOnly(decideAtOnce(1, i -> request(who, "r")).get(0));
    }

    @Test
    void outboundPlacementAsksOnceForTheHtmlAndTheText() throws Exception {
        placement(at, ",'channel':'email','mode':'outbound'");
        offer("o-" + at, at, ",'caps':[{'limit':1}]");
        String who = key("u");
        List<String> answers = decideAtOnce(32, i -> request(who, null));
        assertThat(answers).containsOnly(answers.get(0));
        assertThat(chosen(answers)).isEqualTo(32);
    }
}

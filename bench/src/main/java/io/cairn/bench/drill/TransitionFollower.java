package io.cairn.bench.drill;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.bench.cairn.Api;
import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.Server;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Follows the feed of transitions as an email platform would: through every fault, from one replica and the other. */
final class TransitionFollower {
    private static final long PAUSE_MILLIS = 100;

    private final List<Api> replicas;
    private final String begin;
    private final List<JsonNode> followed = new ArrayList<>();
    private final Thread thread = new Thread(this::follow, "follower");
    private volatile boolean stopping;
    private String cursor;
    private int turn;

    /** From now on. */
    static TransitionFollower start(List<Api> replicas) throws Failure, IOException, InterruptedException {
        String now = Editions.read(replicas.get(0), "/v1/transitions?after=now")
                .path("next")
                .asText();
        TransitionFollower follower = new TransitionFollower(replicas, now);
        follower.thread.setDaemon(true);
        follower.thread.start();
        return follower;
    }

    private TransitionFollower(List<Api> replicas, String begin) {
        this.replicas = List.copyOf(replicas);
        this.begin = begin;
        this.cursor = begin;
    }

    /** Ends when there is no more; all that came. */
    List<JsonNode> end() throws Failure, IOException, InterruptedException {
        stopping = true;
        thread.join();
        while (take(replicas.get(0)) > 0) {
            Thread.onSpinWait();
        }
        return List.copyOf(followed);
    }

    /** The same, read afresh. */
    List<JsonNode> again() throws Failure, IOException, InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        String at = begin;
        JsonNode page = Editions.read(replicas.get(0), "/v1/transitions?limit=1000&after=" + at);
        while (!page.path("items").isEmpty()) {
            page.path("items").forEach(all::add);
            at = page.path("next").asText();
            page = Editions.read(replicas.get(0), "/v1/transitions?limit=1000&after=" + at);
        }
        return all;
    }

    private void follow() {
        try {
            while (!stopping) {
                try {
                    take(replicas.get(turn++ % replicas.size()));
                } catch (IOException | Failure e) {
                    Thread.sleep(PAUSE_MILLIS); // down just now: the next one, from where we were
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int take(Api from) throws Failure, IOException, InterruptedException {
        Api.Answer answer = from.get(Server.PERSONALIZATION, "/v1/transitions?limit=50&after=" + cursor);
        if (!answer.isSuccess()) {
            throw new Failure("the feed was answered " + answer.status() + " " + answer.body());
        }
        answer.body().path("items").forEach(followed::add);
        cursor = answer.body().path("next").asText();
        return answer.body().path("items").size();
    }
}

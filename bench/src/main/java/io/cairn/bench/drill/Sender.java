package io.cairn.bench.drill;

import io.cairn.bench.cairn.Api;
import io.cairn.bench.cairn.Server;
import io.cairn.model.event.EventType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Sends events once and notes in the ledger what became of it. Thread-safe. */
final class Sender {
    private final Ledger ledger;

    Sender(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The answer; empty if there was none, so that the events may be logged or not. */
    Optional<Api.Answer> send(Api api, List<SentEvent> events) throws InterruptedException {
        int knownBefore = ledger.sending(events);
        Api.Answer answer;
        try {
            SentEvent first = events.get(0);
            answer = events.size() == 1 && first.event().type() == EventType.TRACK
                    ? api.post(Server.EVENTS, "/v1/track", EventJson.toSend(first.event()))
                    : api.post(Server.EVENTS, "/v1/batch", EventJson.batch(events));
        } catch (IOException e) {
            return Optional.empty();
        }
        if (answer.isSuccess()) {
            ledger.acknowledge(events, receipt(answer), knownBefore);
        } else if (answer.isForLater()) {
            ledger.refuse(answer);
        } else {
            ledger.fault("POST of events was answered " + answer.status() + " " + answer.body());
        }
        return Optional.of(answer);
    }

    private static Receipt receipt(Api.Answer answer) {
        return new Receipt(
                answer.body().path("accepted").asInt(-1),
                answer.body().path("duplicates").asInt(-1),
                answer.body().path("rejected").isEmpty()
                        ? ""
                        : answer.body().path("rejected").toString());
    }
}

package io.cairn.kit.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.SimpleStringType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SharedReadsTest {
    private static final Request ALL = get("all");
    private static final Request SOME = get("some");

    @Test
    void whatSeveralAskForIsAskedOnceAndLast() {
        List<List<Request>> asked = List.of(
                List.of(get("a1"), ALL, get("a2")), List.of(get("b1"), SOME), List.of(get("a1"), SOME, ALL), List.of());
        SharedReads reads = new SharedReads(asked);
        List<String> commands = keys(reads);
        assertThat(commands).hasSize(6);
        assertThat(commands.subList(0, 4)).containsExactly("a1", "a2", "b1", "a1"); // equal, but not the same object
        assertThat(commands.subList(4, 6)).containsExactlyInAnyOrder("all", "some");

        List<@Nullable Response> answers = new ArrayList<>();
        for (String key : commands) {
            answers.add(key.equals("a2") ? null : SimpleStringType.create("=" + key));
        }
        assertThat(texts(reads.answers(asked.get(0), answers))).containsExactly("=a1", "=all", "null");
        assertThat(texts(reads.answers(asked.get(1), answers))).containsExactly("=b1", "=some");
        assertThat(texts(reads.answers(asked.get(2), answers))).containsExactly("=a1", "=some", "=all");
        assertThat(reads.answers(asked.get(3), answers)).isEmpty();
    }

    @Test
    void whatOneAsksForBeforeAnythingElseIsFirst() {
        SharedReads reads =
                new SharedReads(List.of(List.of(SOME, get("a"), ALL), List.of(SOME, get("b"), ALL), List.of(get("c"))));
        assertThat(keys(reads)).containsExactly("some", "a", "b", "c", "all");
    }

    @Test
    void oneWhoAsksForTheSameTwiceGetsItTwice() {
        List<Request> asked = List.of(get("a"), ALL, ALL);
        SharedReads reads = new SharedReads(List.of(asked));
        assertThat(keys(reads)).containsExactly("a", "all");
        assertThat(texts(reads.answers(asked, List.of(SimpleStringType.create("=a"), SimpleStringType.create("=all")))))
                .containsExactly("=a", "=all", "=all");
    }

    private static Request get(String key) {
        return Request.cmd(Command.GET).arg(key);
    }

    private static List<String> keys(SharedReads reads) {
        return reads.commands().stream()
                .map(command -> command.toString().split("\r\n", -1)[4])
                .toList();
    }

    private static List<String> texts(List<io.vertx.mutiny.redis.client.@Nullable Response> answers) {
        return answers.stream().map(String::valueOf).toList();
    }
}

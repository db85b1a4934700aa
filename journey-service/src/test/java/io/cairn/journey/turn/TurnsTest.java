package io.cairn.journey.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.kit.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TurnsTest {
    @Test
    void whoeverWaitsTooLongIsToldSo() {
        Turns turns = new Turns(1, Duration.ofMillis(10), "others are at it");
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> turns.take(() -> {
            taken.countDown();
            await(done);
            return 1;
        }));
        await(taken);
        assertThatThrownBy(() -> turns.take(() -> 2))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(429))
                .hasMessage("others are at it: try again soon");
        done.countDown();
        assertThat(first.join()).isEqualTo(1);
        assertThat(turns.take(() -> 3)).isEqualTo(3);
    }

    @Test
    void turnThatFailsIsOver() {
        Turns turns = new Turns(1, Duration.ofMillis(10), "others are at it");
        assertThatThrownBy(() -> turns.take(() -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(turns.take(() -> 1)).isEqualTo(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.cairn.bench.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.cairn.bench.cairn.Api;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final Ledger ledger = new Ledger();
    private final List<SentEvent> batch = Made.events(3);

    @Test
    void whatIsSentIsNotYetAcknowledged() {
        assertThat(ledger.sending(batch)).isZero();

        assertThat(ledger.sent()).hasSize(3);
        assertThat(ledger.acknowledgedCount()).isZero();
    }

    @Test
    void whatIsSentAgainCountsOnceAndIsNoFaultIfItIsADuplicate() {
        ledger.acknowledge(batch, new Receipt(3, 0, ""), ledger.sending(batch));
        int knownBefore = ledger.sending(batch);
        ledger.acknowledge(batch, new Receipt(0, 3, ""), knownBefore);

        assertThat(knownBefore).isEqualTo(3);
        assertThat(ledger.acknowledged()).hasSize(3);
        assertThat(ledger.resent()).isEqualTo(3);
        assertThat(ledger.faults()).isEmpty();
    }

    @Test
    void anAcknowledgedEventThatIsAcceptedAgainIsAFault() {
        ledger.acknowledge(batch, new Receipt(3, 0, ""), ledger.sending(batch));
        ledger.acknowledge(batch, new Receipt(1, 2, ""), ledger.sending(batch));

        assertThat(ledger.faults()).singleElement().asString().contains("accepted as new");
    }

    @Test
    void anEventThatTheReceiptDoesNotAccountForIsAFault() {
        ledger.acknowledge(batch, new Receipt(2, 0, ""), ledger.sending(batch));

        assertThat(ledger.faults()).hasSize(1);
    }

    @Test
    void aRefusalIsNoFaultIfItSaysWhenToComeAgain() {
        ledger.refuse(new Api.Answer(503, MissingNode.getInstance(), Optional.of("1")));

        assertThat(ledger.refused()).isEqualTo(1);
        assertThat(ledger.faults()).isEmpty();
    }

    @Test
    void aRefusalThatDoesNotSayWhenToComeAgainIsAFault() {
        ledger.refuse(new Api.Answer(429, MissingNode.getInstance(), Optional.empty()));

        assertThat(ledger.faults()).singleElement().asString().contains("429");
    }

    @Test
    void aRejectedEventIsAFaultAndNotAcknowledged() {
        ledger.acknowledge(batch, new Receipt(2, 0, "[{\"index\":1}]"), ledger.sending(batch));

        assertThat(ledger.faults()).hasSize(1);
        assertThat(ledger.acknowledgedCount()).isZero();
    }
}

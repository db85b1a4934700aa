package io.cairn.journey.map.persistence;

import io.cairn.journey.map.HistoryEntry;
import io.cairn.journey.map.HistoryEntry.Action;
import io.cairn.journey.map.HistoryItem;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code journey_history}: written once. */
@Entity
@Immutable
@Table(name = "journey_history")
class HistoryEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    @Column(name = "journey_key")
    String journeyKey;

    String action;

    @Column(name = "done_at")
    Instant doneAt;

    @Column(name = "done_by")
    @Nullable
    String doneBy;

    @Nullable
    Long revision;

    @Nullable
    Integer version;

    @Column(name = "rolled_back_to")
    @Nullable
    Integer rolledBackTo;

    @Nullable
    String note;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it
    protected HistoryEntity() {}

    HistoryEntity(String journeyKey, HistoryEntry entry) {
        this.journeyKey = journeyKey;
        this.action = entry.action().spelling();
        this.doneAt = entry.at();
        this.doneBy = entry.by();
        this.revision = entry.revision();
        this.version = entry.version();
        this.rolledBackTo = entry.rolledBackTo();
        this.note = entry.note();
    }

    HistoryItem read() {
        Action done = Arrays.stream(Action.values())
                .filter(each -> each.spelling().equals(action))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a history of unknown action " + action));
        long stored = id == null ? 0 : id;
        return new HistoryItem(stored, new HistoryEntry(done, doneAt, doneBy, revision, version, rolledBackTo, note));
    }
}

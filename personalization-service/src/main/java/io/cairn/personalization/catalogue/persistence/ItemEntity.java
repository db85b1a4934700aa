package io.cairn.personalization.catalogue.persistence;

import io.cairn.personalization.catalogue.ItemKind;
import io.cairn.personalization.catalogue.StoredItem;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/** A row of catalogue_item. */
@Entity
@NullUnmarked
@Table(name = "catalogue_item")
class ItemEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    String kind;
    String key;
    int version;
    String body;

    @Column(name = "saved_at")
    Instant savedAt;

    @Column(name = "saved_by")
    String savedBy;

    boolean current;
    long revision;

    @Column(name = "saved_revision")
    long savedRevision;

    StoredItem toItem() {
        return new StoredItem(ItemKind.of(kind), key, version, body, savedAt, savedBy, current, savedRevision);
    }
}

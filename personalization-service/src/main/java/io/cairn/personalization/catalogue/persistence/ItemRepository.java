package io.cairn.personalization.catalogue.persistence;

import io.cairn.kit.paging.PageRequest;
import io.cairn.personalization.catalogue.ItemKind;
import io.cairn.personalization.catalogue.StoredItem;
import io.cairn.personalization.catalogue.StoredItems;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Catalogue items in PostgreSQL. */
@ApplicationScoped
@Transactional
class ItemRepository implements PanacheRepository<ItemEntity>, StoredItems {
    @Override
    public long revision() {
        return number("SELECT revision FROM catalogue_revision");
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public long lockedRevision() {
        // whoever waits keeps a connection, and all others of this replica waiting: another that hangs is not waited
        // for
        getEntityManager()
                .createNativeQuery("SELECT set_config('lock_timeout', '10s', true)", String.class)
                .getSingleResult();
        return number("SELECT revision FROM catalogue_revision FOR UPDATE");
    }

    @Override
    public List<StoredItem> changedSince(long revision) {
        getEntityManager().clear(); // asked again in one transaction, it must not answer from memory
        PanacheQuery<ItemEntity> found = revision == 0
                ? find("current order by kind, key")
                : find("revision > ?1 order by kind, key, version", revision);
        return found.stream().map(ItemEntity::toItem).toList();
    }

    @Override
    public Optional<StoredItem> current(ItemKind kind, String key) {
        return row(kind, key).map(ItemEntity::toItem);
    }

    @Override
    public List<StoredItem> page(ItemKind kind, PageRequest request) {
        return find(
                        "current and kind = ?1 and key > ?2 order by key",
                        kind.toString(),
                        request.after().orElse(""))
                .page(Page.ofSize(request.limit() + 1))
                .stream()
                .map(ItemEntity::toItem)
                .toList();
    }

    @Override
    public List<StoredItem> versions(ItemKind kind, String key, PageRequest request) {
        return find(
                        "kind = ?1 and key = ?2 and version < ?3 order by version desc",
                        kind.toString(),
                        key,
                        before(request))
                .page(Page.ofSize(request.limit() + 1))
                .stream()
                .map(ItemEntity::toItem)
                .toList();
    }

    private static int before(PageRequest request) {
        try {
            return request.after().map(Integer::parseInt).orElse(Integer.MAX_VALUE);
        } catch (NumberFormatException e) {
            throw PageRequest.badCursor();
        }
    }

    @Override
    public Optional<StoredItem> version(ItemKind kind, String key, int version) {
        return find("kind = ?1 and key = ?2 and version = ?3", kind.toString(), key, version)
                .firstResultOptional()
                .map(ItemEntity::toItem);
    }

    @Override
    public StoredItem save(ItemKind kind, String key, String body, Instant at, String by, long revision) {
        moveTo(revision);
        retireCurrent(kind, key, revision);
        ItemEntity row = new ItemEntity();
        row.kind = kind.toString();
        row.key = key;
        row.version = latestVersion(kind, key) + 1;
        row.body = body;
        row.savedAt = at;
        row.savedBy = by;
        row.current = true;
        row.revision = revision;
        row.savedRevision = revision;
        persistAndFlush(row);
        return row.toItem();
    }

    @Override
    public void retire(ItemKind kind, String key, long revision) {
        moveTo(revision);
        retireCurrent(kind, key, revision);
    }

    private void moveTo(long revision) {
        getEntityManager()
                .createNativeQuery("UPDATE catalogue_revision SET revision = ?1")
                .setParameter(1, revision)
                .executeUpdate();
    }

    private void retireCurrent(ItemKind kind, String key, long revision) {
        update(
                "current = false, revision = ?1 where current and kind = ?2 and key = ?3",
                revision,
                kind.toString(),
                key);
    }

    private Optional<ItemEntity> row(ItemKind kind, String key) {
        return find("current and kind = ?1 and key = ?2", kind.toString(), key).firstResultOptional();
    }

    private int latestVersion(ItemKind kind, String key) {
        return find("kind = ?1 and key = ?2 order by version desc", kind.toString(), key)
                .firstResultOptional()
                .map(row -> row.version)
                .orElse(0);
    }

    private long number(String sql) {
        return ((Number) getEntityManager().createNativeQuery(sql).getSingleResult()).longValue();
    }
}

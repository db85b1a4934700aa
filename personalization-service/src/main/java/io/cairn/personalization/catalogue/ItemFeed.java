package io.cairn.personalization.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Brings the catalogue in memory up to what the database holds: reads what changed since the last time, and compiles
 * that. An item that cannot be read, as a newer release saved it, say, goes on as it was, or is left out if it was not there, and
 * is named, so that it does not take the others with it. Only a contact policy that never could be read leaves nothing to decide
 * by: without it everybody might be contacted.
 */
@Singleton
public class ItemFeed {
    private static final Logger LOG = Logger.getLogger(ItemFeed.class);

    private static final ItemId POLICY = new ItemId(ItemKind.CONTACT_POLICY, ItemKind.POLICY_KEY);

    private final StoredItems stored;
    private final ItemCompiler compiler;
    private final ObjectMapper mapper;
    private final Catalogues catalogues;

    private final Map<ItemId, CompiledItem> items = new HashMap<>();
    private final SortedMap<ItemId, String> damaged = new TreeMap<>();
    private long revision;
    private boolean read;
    private volatile boolean loaded;

    ItemFeed(StoredItems stored, ItemCompiler compiler, ObjectMapper mapper, Catalogues catalogues) {
        this.stored = stored;
        this.compiler = compiler;
        this.mapper = mapper;
        this.catalogues = catalogues;
    }

    /** Whether the catalogue was read once, and its contact policy is known. */
    boolean isLoaded() {
        return loaded;
    }

    /** What had to be left out, and why. */
    synchronized Map<String, String> damaged() {
        Map<String, String> named = new TreeMap<>();
        damaged.forEach((id, why) -> named.put(id.toString(), why));
        return named;
    }

    /** Reads what changed. What the database throws goes to the caller, and memory stays as it was. */
    @Transactional
    public synchronized void refresh() {
        long latest = stored.revision();
        if (read && latest == revision) {
            return;
        }
        boolean afresh = !read || latest < revision; // a database restored from a backup goes back
        var changed = stored.changedSince(afresh ? 0 : revision);
        // somebody may save between the two: a revision stands for exactly what it held
        for (long now = stored.revision(); now != latest; now = stored.revision()) {
            latest = now;
            changed = stored.changedSince(afresh ? 0 : revision);
        }
        Map<ItemId, CompiledItem> before = Map.copyOf(items);
        if (afresh) {
            items.clear();
            damaged.clear();
        }
        changed.forEach(item -> take(item, before.get(item.itemId())));
        revision = latest;
        read = true;
        loaded = items.containsKey(POLICY) || !damaged.containsKey(POLICY);
        if (loaded) {
            catalogues.replaceItems(latest, items.values());
        } else {
            catalogues.forgetItems();
        }
    }

    private void take(StoredItem item, @Nullable CompiledItem before) {
        ItemId id = item.itemId();
        items.remove(id);
        damaged.remove(id);
        if (!item.current()) {
            return;
        }
        try {
            ObjectNode body = (ObjectNode) mapper.readTree(item.body());
            items.put(id, compiler.compile(item.kind(), item.key(), item.version(), body));
        } catch (JsonProcessingException | RuntimeException e) {
            LOG.errorf(
                    e,
                    "%s, version %d, cannot be read%s",
                    id,
                    item.version(),
                    before == null ? "" : "; it goes on as it was");
            damaged.put(id, String.valueOf(e.getMessage()));
            if (before != null) {
                items.put(id, before);
            }
        }
    }
}

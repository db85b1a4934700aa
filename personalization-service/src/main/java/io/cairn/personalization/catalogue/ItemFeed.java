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

/**
 * Brings the catalogue in memory up to what the database holds: reads what changed since the last time, and compiles
 * that. An item that cannot be read any more is left out, and named, so that it does not take the others with it.
 */
@Singleton
public class ItemFeed {
    private static final Logger LOG = Logger.getLogger(ItemFeed.class);

    private final StoredItems stored;
    private final ItemCompiler compiler;
    private final ObjectMapper mapper;
    private final Catalogues catalogues;

    private final Map<ItemId, CompiledItem> items = new HashMap<>();
    private final SortedMap<ItemId, String> damaged = new TreeMap<>();
    private long revision;
    private volatile boolean loaded;

    ItemFeed(StoredItems stored, ItemCompiler compiler, ObjectMapper mapper, Catalogues catalogues) {
        this.stored = stored;
        this.compiler = compiler;
        this.mapper = mapper;
        this.catalogues = catalogues;
    }

    /** Whether the catalogue was read once. */
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
        if (loaded && latest == revision) {
            return;
        }
        boolean afresh = !loaded || latest < revision; // a database restored from a backup goes back
        var changed = stored.changedSince(afresh ? 0 : revision);
        // somebody may save between the two: a revision stands for exactly what it held
        for (long now = stored.revision(); now != latest; now = stored.revision()) {
            latest = now;
            changed = stored.changedSince(afresh ? 0 : revision);
        }
        if (afresh) {
            items.clear();
            damaged.clear();
        }
        changed.forEach(this::take);
        revision = latest;
        catalogues.replaceItems(latest, items.values());
        loaded = true;
    }

    private void take(StoredItem item) {
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
            LOG.errorf(e, "%s, version %d, is left out of the catalogue", id, item.version());
            damaged.put(id, String.valueOf(e.getMessage()));
        }
    }
}

package io.cairn.personalization.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Tells what the catalogue was: from what it is now, and the versions that were saved or went out of use since. */
@Singleton
public class PastCatalogues {
    private static final Logger LOG = Logger.getLogger(PastCatalogues.class);

    private final StoredItems stored;
    private final ItemCompiler compiler;
    private final ItemFeed feed;
    private final Catalogues catalogues;
    private final KeptMaps kept;
    private final ObjectMapper mapper;

    /** @param missing what it held and is no longer there, in words; the catalogue is without it */
    public record Past(Catalogue catalogue, List<String> missing) {}

    PastCatalogues(
            StoredItems stored,
            ItemCompiler compiler,
            ItemFeed feed,
            Catalogues catalogues,
            KeptMaps kept,
            ObjectMapper mapper) {
        this.stored = stored;
        this.compiler = compiler;
        this.feed = feed;
        this.catalogues = catalogues;
        this.kept = kept;
        this.mapper = mapper;
    }

    /**
     * The catalogue at one of its revisions, with these maps. What the database throws goes to the caller.
     *
     * @param revision from 1
     */
    public Past at(long revision, Collection<MapId> maps) {
        feed.refresh(); // another replica may be ahead of this one
        Catalogue now = catalogues.loaded();
        List<String> missing = new ArrayList<>();
        if (now.revision() < revision) {
            missing.add("catalogue revision " + revision);
        }
        List<LiveMap> live = new ArrayList<>();
        for (MapId id : maps) {
            find(now, id).ifPresentOrElse(live::add, () -> missing.add(id.toString()));
        }
        return new Past(Catalogue.of(revision, items(now, revision), live, now.cartEvents()), missing);
    }

    private Optional<LiveMap> find(Catalogue now, MapId id) {
        return now.map(id.journey()).filter(map -> map.id().equals(id)).or(() -> kept.find(id));
    }

    private Collection<CompiledItem> items(Catalogue now, long revision) {
        Map<ItemId, CompiledItem> items = new HashMap<>();
        now.items().forEach(item -> items.put(item.itemId(), item));
        List<StoredItem> changed = stored.changedSince(revision);
        changed.forEach(item -> items.remove(item.itemId()));
        // what was in use then was saved by then, and retired since
        changed.stream().filter(item -> item.savedRevision() <= revision).forEach(item -> compiled(item)
                .ifPresent(found -> items.put(item.itemId(), found)));
        return items.values();
    }

    /** Empty for what decisions had to do without, as well. */
    private Optional<CompiledItem> compiled(StoredItem item) {
        try {
            ObjectNode body = (ObjectNode) mapper.readTree(item.body());
            return Optional.of(compiler.compile(item.kind(), item.key(), item.version(), body));
        } catch (JsonProcessingException | RuntimeException e) {
            LOG.warnf("%s %s, version %d, cannot be read: %s", item.kind(), item.key(), item.version(), e.getMessage());
            return Optional.empty();
        }
    }
}

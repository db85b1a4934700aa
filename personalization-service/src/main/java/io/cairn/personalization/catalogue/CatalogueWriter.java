package io.cairn.personalization.catalogue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.kit.problem.Problem.InputError;
import io.cairn.kit.problem.ProblemException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Changes the catalogue. Changes take turns on the lock of the catalogue's revision, in all replicas, so that what an
 * item refers to cannot go away while the item is saved; and this replica decides by a change before it answers.
 */
@Singleton
public class CatalogueWriter {
    private static final Logger LOG = Logger.getLogger(CatalogueWriter.class);

    private final StoredItems stored;
    private final ItemCompiler compiler;
    private final References references;
    private final ItemFeed feed;
    private final Clock clock;

    /**
     * What was saved.
     *
     * @param created whether there was none before
     * @param warnings what its author may not have meant
     */
    public record Saved(StoredItem item, boolean created, List<InputError> warnings) {
        public Saved {
            warnings = List.copyOf(warnings);
        }
    }

    CatalogueWriter(StoredItems stored, ItemCompiler compiler, References references, ItemFeed feed, Clock clock) {
        this.stored = stored;
        this.compiler = compiler;
        this.references = references;
        this.feed = feed;
        this.clock = clock;
    }

    /**
     * Saves a new version.
     *
     * @param body without what the server adds
     * @param by the name of the caller's API key
     * @throws ProblemException 400 or 422 naming the field, 412
     */
    public synchronized Saved save(ItemKind kind, String key, ObjectNode body, Precondition precondition, String by) {
        CompiledItem compiled = compiler.compileNew(kind, key, body);
        references.checkStages(compiled);
        Saved saved = QuarkusTransaction.requiringNew().call(() -> {
            long revision = lock();
            Optional<StoredItem> before = stored.current(kind, key);
            precondition.check(kind + " " + key, version(kind, before), saved(before));
            references.check(compiled);
            var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            StoredItem item = stored.save(kind, key, body.toString(), now, by, revision + 1);
            return new Saved(item, before.isEmpty(), references.warnings(compiled));
        });
        refresh();
        return saved;
    }

    /**
     * Takes an item out of use; its versions stay.
     *
     * @throws ProblemException 404, 409 if something refers to it, 412
     */
    public synchronized void delete(ItemKind kind, String key, Precondition precondition) {
        QuarkusTransaction.requiringNew().run(() -> {
            long revision = lock();
            Optional<StoredItem> before = stored.current(kind, key);
            precondition.check(kind + " " + key, version(kind, before), saved(before));
            if (before.isEmpty()) {
                throw ProblemException.notFound("there is no " + kind + " '" + key + "'");
            }
            references.checkUnused(kind, key);
            stored.retire(kind, key, revision + 1);
        });
        refresh();
    }

    /** Holds all other writers off, and brings memory up to what the last of them did, for references to be checked by. */
    private long lock() {
        long revision = stored.lockedRevision();
        feed.refresh();
        return revision;
    }

    private static String saved(Optional<StoredItem> before) {
        return before.map(item -> " by " + item.savedBy() + " at " + item.savedAt())
                .orElse("");
    }

    private static @Nullable Integer version(ItemKind kind, Optional<StoredItem> before) {
        if (before.isPresent()) {
            return before.get().version();
        }
        // the defaults that hold before any policy is saved are its version 0
        return kind == ItemKind.CONTACT_POLICY ? (Integer) 0 : null;
    }

    private void refresh() {
        try {
            feed.refresh();
        } catch (RuntimeException e) {
            LOG.warnf("saved, but not yet in use here, as the database went away: %s", e.getMessage());
        }
    }
}

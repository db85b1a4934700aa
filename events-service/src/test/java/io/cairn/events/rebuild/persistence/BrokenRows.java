package io.cairn.events.rebuild.persistence;

import io.cairn.events.rebuild.Rebuild;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Rows that are as broken as a fault of ours can make them. */
public final class BrokenRows {
    private BrokenRows() {}

    /** @param asked counts how often the latest was asked for */
    public static RebuildRows countedBy(AtomicInteger asked) {
        return new RebuildRows(null) {
            @Override
            public Optional<Rebuild> latest() {
                asked.incrementAndGet();
                throw new StackOverflowError("as a fault of ours would throw it");
            }
        };
    }
}

package io.cairn.events.profile;

import io.cairn.events.log.Touched;
import io.cairn.events.profile.persistence.History;
import io.cairn.kit.profile.ProfileStore;
import io.cairn.kit.profile.StoredProfile;
import io.cairn.kit.threads.Daemons;
import io.cairn.model.profile.CustomerProfile;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Brings the profiles in Redis up to what the log says. Requests may race: each writes a profile that is the fold of the
 * log at its revision, and the store keeps the newest.
 */
@ApplicationScoped
public class ProfileCatchUp {
    /** Profiles at a time at most, so that neither memory nor a round trip grows with a batch. */
    private static final int MAX_CHUNK = 300;

    /** Fewer are not worth another thread. */
    private static final int MIN_CHUNK = 50;

    /** Chunks at a time: while one waits for Redis, another is folded. */
    private static final int THREADS = 3;

    private final ProfileStore store;
    private final History history;
    private final Counter stepped;
    private final Counter folded;
    private final ExecutorService stepping = threads("profiles");

    /** Of their own, so that requests need not wait while many are folded anew. */
    private final ExecutorService repairing = threads("profile-repairs");

    ProfileCatchUp(ProfileStore store, History history, MeterRegistry metrics) {
        this.store = store;
        this.history = history;
        this.stepped = metrics.counter("cairn.profile.folds", "from", "request");
        this.folded = metrics.counter("cairn.profile.folds", "from", "log");
    }

    /** They end when there is nothing to do. */
    private static ExecutorService threads(String name) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Daemons.named(name));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** Profiles that are being read and folded; written when that is allowed, which for a repair it is from the start. */
    public static final class Begun {
        private final CompletableFuture<Boolean> write;
        private final List<Future<?>> chunks;

        private Begun(CompletableFuture<Boolean> write, List<Future<?>> chunks) {
            this.write = write;
            this.chunks = chunks;
        }

        /** Returns when Redis has each customer at her revision or a later one. RedisUnavailable if it does not take it. */
        public void finish() throws SQLException {
            write.complete(true);
            try {
                for (Future<?> chunk : chunks) {
                    await(chunk);
                }
            } finally {
                chunks.forEach(chunk -> chunk.cancel(false)); // those that have not begun, if one failed
            }
        }

        /** Lets those go that have not begun, or wait for the permission to write. */
        public void drop() {
            write.complete(false);
            chunks.forEach(chunk -> chunk.cancel(false));
        }
    }

    /**
     * Begins to bring profiles up to date. Whoever calls it must finish or drop it, soon: threads wait for that.
     *
     * @param customers no two of them the same; the log needs not have all of their revisions yet
     */
    public Begun begin(List<Touched> customers) {
        return begin(customers, stepping, store::putIfNewer);
    }

    private Begun begin(List<Touched> customers, ExecutorService threads, Consumer<List<StoredProfile>> put) {
        Begun begun = new Begun(new CompletableFuture<>(), new ArrayList<>());
        try {
            int size = chunkSize(customers.size());
            for (int from = 0; from < customers.size(); from += size) {
                List<Touched> chunk = customers.subList(from, Math.min(from + size, customers.size()));
                begun.chunks.add(threads.submit(() -> {
                    chunk(chunk, begun.write, put);
                    return null;
                }));
            }
            return begun;
        } catch (RuntimeException | Error e) {
            begun.drop(); // or those that have begun would wait for ever
            throw e;
        }
    }

    /** Such that each thread gets as much as the others: none waits for the last. */
    static int chunkSize(int customers) {
        int rounds = divideUp(customers, THREADS * MAX_CHUNK);
        int chunks = Math.min(THREADS * rounds, customers / MIN_CHUNK);
        return divideUp(customers, Math.max(1, chunks));
    }

    private static int divideUp(int amount, int by) {
        return (amount + by - 1) / by;
    }

    private static void await(Future<?> chunk) throws SQLException {
        try {
            chunk.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException sql) {
                throw sql;
            }
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the service stops", e);
        }
    }

    /** Begins to fold, and to write, what the profiles of some customers lack, or all anew where there is none. */
    public Begun repair(Collection<String> customerIds) {
        return repair(customerIds, store::putIfNewer);
    }

    /** The same where Redis has lost everything: see {@link ProfileStore#putBack}. */
    public Begun restore(Collection<String> customerIds) {
        return repair(customerIds, store::putBack);
    }

    private Begun repair(Collection<String> customerIds, Consumer<List<StoredProfile>> put) {
        List<Touched> customers = customerIds.stream()
                .map(id -> new Touched(id, Long.MAX_VALUE, Optional.empty()))
                .toList();
        Begun begun = begin(customers, repairing, put);
        begun.write.complete(true);
        return begun;
    }

    /**
     * @param write given when the log has what the customers' revisions stand for, or never will
     * @param put takes what is folded from the log
     */
    private void chunk(List<Touched> customers, CompletableFuture<Boolean> write, Consumer<List<StoredProfile>> put)
            throws SQLException {
        int to;
        for (int from = 0; from < customers.size(); from = to) {
            to = Math.min(from + store.portion(), customers.size());
            portion(customers.subList(from, to), write, put);
        }
    }

    private void portion(List<Touched> customers, CompletableFuture<Boolean> write, Consumer<List<StoredProfile>> put)
            throws SQLException {
        List<Optional<StoredProfile>> stored =
                store.find(customers.stream().map(Touched::customerId).toList());
        List<StoredProfile> news = new ArrayList<>();
        Map<String, Optional<StoredProfile>> behind = new HashMap<>();
        for (int i = 0; i < customers.size(); i++) {
            Touched customer = customers.get(i);
            Optional<StoredProfile> there = stored.get(i);
            long revision = there.map(StoredProfile::revision).orElse(0L);
            if (revision == customer.revision() - 1 && customer.step().isPresent()) {
                CustomerProfile base =
                        there.map(StoredProfile::profile).orElseGet(() -> CustomerProfile.empty(customer.customerId()));
                news.add(new StoredProfile(
                        customer.revision(), base.with(customer.step().get())));
            } else if (revision < customer.revision()) {
                behind.put(customer.customerId(), there);
            }
        }
        ProfileStore.Encoded steps = ProfileStore.encode(news);
        if (!write.join()) {
            return;
        }
        store.putIfNewer(steps);
        stepped.increment(news.size());
        if (!behind.isEmpty()) {
            List<StoredProfile> fromLog = history.fold(behind);
            put.accept(fromLog);
            folded.increment(fromLog.size());
        }
    }
}

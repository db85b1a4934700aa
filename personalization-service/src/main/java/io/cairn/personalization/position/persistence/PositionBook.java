package io.cairn.personalization.position.persistence;

import io.cairn.kit.db.Transactions;
import io.cairn.personalization.position.Change;
import io.cairn.personalization.position.Registered;
import io.cairn.personalization.position.Tracked;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Where everybody stands, in PostgreSQL; plain JDBC, for it reads and writes batches. */
@ApplicationScoped
public class PositionBook {
    private final DataSource dataSource;

    PositionBook(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What somebody who holds the lock does. */
    public interface Recording<T> {
        T with(Pen pen) throws SQLException;
    }

    /** What can be done by whoever records, all of it in one transaction. */
    public static final class Pen {
        private final Connection connection;

        private Pen(Connection connection) {
            this.connection = connection;
        }

        public Registered registered() throws SQLException {
            return new DeterminationRow(connection).read();
        }

        /** Lets everybody be looked at again. */
        public void register(Registered by) throws SQLException {
            new DeterminationRow(connection).replace(by);
        }

        /** By customer; absent of whom nothing is recorded. */
        public Map<String, Tracked> find(Collection<String> customerIds) throws SQLException {
            return new TrackedRows(connection).find(customerIds);
        }

        public void write(Collection<Change> changes) throws SQLException {
            new ChangeRows(connection).write(changes);
        }
    }

    /** Whom time may have moved. */
    public record Due(String customerId, Instant nextAt) {}

    /** What can be done by whoever looks after time and publications. */
    public static final class Duty {
        private final Connection connection;

        private Duty(Connection connection) {
            this.connection = connection;
        }

        public Registered registered() throws SQLException {
            return new DeterminationRow(connection).read();
        }

        /** Whom time may have moved, those first who wait longest; only those behind {@code after}, unless it is null. */
        public List<Due> due(Instant now, @Nullable Due after, int atMost) throws SQLException {
            return new TrackedRows(connection).due(now, after, atMost);
        }

        /** Who was not looked at in a generation yet, in the order of ids. */
        public List<String> notOf(long generation, String after, int atMost) throws SQLException {
            return new TrackedRows(connection).notOf(generation, after, atMost);
        }

        /** Notes how far it got, unless everybody must be looked at anew since. */
        public void reached(Registered how) throws SQLException {
            new DeterminationRow(connection).reached(how);
        }
    }

    /** Something to do on duty. */
    public interface OnDuty {
        void with(Duty duty) throws SQLException;
    }

    /** Records in one transaction, one replica after the other, so that transitions have ids in the order of commits. */
    public <T> T record(Recording<T> work) throws SQLException {
        return Locks.recording(dataSource, connection -> work.with(new Pen(connection)));
    }

    /** Does what one replica at a time does; false if another is at it. */
    public boolean onDuty(OnDuty work) throws SQLException {
        return Locks.onDuty(dataSource, false, connection -> {
            work.with(new Duty(connection));
            return true;
        });
    }

    /** By customer; absent of whom nothing is recorded. */
    public Map<String, Tracked> find(Collection<String> customerIds) throws SQLException {
        return Transactions.inTransaction(dataSource, connection -> new TrackedRows(connection).find(customerIds));
    }

    /** Some of those who have events, in the order of ids. */
    public List<String> customersAfter(String customerId, int atMost) throws SQLException {
        return Transactions.inTransaction(
                dataSource, connection -> new TrackedRows(connection).after(customerId, atMost));
    }

    public Registered registered() throws SQLException {
        return Transactions.inTransaction(dataSource, connection -> new DeterminationRow(connection).read());
    }

    /**
     * Lets everybody be looked for in Redis again: an announcement was lost. Waits for whoever records: what he registers replaces
     * the whole row that he read.
     */
    public void doubt() throws SQLException {
        record(pen -> {
            new DeterminationRow(pen.connection).doubt();
            return true;
        });
    }
}

package io.cairn.events.log;

import io.cairn.events.log.persistence.RetainedRow;
import io.cairn.model.event.LoggedEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** From when on events are kept, as this replica last saw it; whoever adds events looks again. */
@ApplicationScoped
public class Retained {
    private static final Logger LOG = Logger.getLogger(Retained.class);

    private final RetainedRow row;
    private volatile Instant since = LoggedEvent.EARLIEST;

    Retained(RetainedRow row) {
        this.row = row;
    }

    /** The earliest time that an event may have; 1970 if all are kept. */
    public Instant since() {
        return since;
    }

    /** Looks again. */
    public void look() throws SQLException {
        Optional<Instant> found = row.since();
        since = found.orElse(LoggedEvent.EARLIEST);
    }

    @Scheduled(every = "10s")
    void follow() {
        try {
            look();
        } catch (SQLException e) {
            LOG.debugf("from when on events are kept is seen later: %s", e.getMessage());
        }
    }
}

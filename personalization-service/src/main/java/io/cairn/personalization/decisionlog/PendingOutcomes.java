package io.cairn.personalization.decisionlog;

import io.cairn.kit.redis.RedisCalls;
import io.cairn.personalization.customer.CustomerKeys;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The outcomes that wait in Redis to be logged. RedisUnavailable from all. */
@ApplicationScoped
public class PendingOutcomes {
    private static final Logger LOG = Logger.getLogger(PendingOutcomes.class);
    private static final int PAGE = 500;

    private final RedisCalls redis;

    PendingOutcomes(RedisCalls redis) {
        this.redis = redis;
    }

    /** Some of them by their ids; where to go on, {@code "0"} at the end. */
    public record Some(Map<String, OutcomeRecord> outcomes, String next) {}

    /** @param from {@code "0"} to begin */
    public Some some(String from) {
        Response page = Objects.requireNonNull(redis.call(Request.cmd(Command.HSCAN)
                .arg(CustomerKeys.PENDING_OUTCOMES)
                .arg(from)
                .arg("COUNT")
                .arg(PAGE)));
        Response fields = page.get(1);
        Map<String, OutcomeRecord> outcomes = new LinkedHashMap<>();
        for (int i = 0; i < fields.size(); i += 2) {
            String id = fields.get(i).toString();
            read(id, fields.get(i + 1).toBytes()).ifPresent(outcome -> outcomes.put(id, outcome));
        }
        return new Some(outcomes, page.get(0).toString());
    }

    /** They are logged. */
    public void remove(Collection<String> ids) {
        if (!ids.isEmpty()) {
            Request request = Request.cmd(Command.HDEL).arg(CustomerKeys.PENDING_OUTCOMES);
            ids.forEach(request::arg);
            redis.call(request);
        }
    }

    /** A record that cannot be read is put aside: the others go on. */
    private Optional<OutcomeRecord> read(String id, byte[] stored) {
        try {
            return Optional.of(OutcomeRecord.decode(stored));
        } catch (RuntimeException e) {
            LOG.errorf(e, "outcome %s is damaged; it is kept in %s", id, CustomerKeys.DAMAGED_OUTCOMES);
            redis.batch(List.of(
                    Request.cmd(Command.HSET)
                            .arg(CustomerKeys.DAMAGED_OUTCOMES)
                            .arg(id)
                            .arg(stored),
                    Request.cmd(Command.HDEL).arg(CustomerKeys.PENDING_OUTCOMES).arg(id)));
            return Optional.empty();
        }
    }
}

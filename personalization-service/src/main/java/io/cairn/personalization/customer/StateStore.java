package io.cairn.personalization.customer;

import io.cairn.kit.redis.RedisCalls;
import io.cairn.kit.redis.SharedCalls;
import io.cairn.kit.redis.SharedScript;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The states in Redis, each under its own id, whomever that leads to. RedisUnavailable from all. */
@ApplicationScoped
public class StateStore {
    private static final Logger LOG = Logger.getLogger(StateStore.class);

    /** The very same for everybody, so that those who share a round trip ask it once. */
    static final Request COMPLETENESS = Request.cmd(Command.GET).arg(CustomerKeys.COMPLETE);

    private final RedisCalls redis;
    private final SharedCalls shared;

    StateStore(RedisCalls redis, SharedCalls shared) {
        this.redis = redis;
        this.shared = shared;
    }

    /** The states of these ids alone, whomever the ids lead to. One round trip. */
    public StoredStates states(Collection<String> customerIds) {
        List<String> ids = List.copyOf(customerIds);
        return states(ids, redis.batch(requests(ids)));
    }

    /** The same without waiting for it. */
    CompletionStage<StoredStates> reading(Collection<String> customerIds) {
        List<String> ids = List.copyOf(customerIds);
        return shared.read(requests(ids)).thenApply(answers -> states(ids, answers));
    }

    private static List<Request> requests(List<String> ids) {
        List<Request> requests = new ArrayList<>();
        ids.forEach(id -> requests.add(request(id)));
        requests.add(COMPLETENESS);
        return requests;
    }

    private static StoredStates states(List<String> ids, List<@Nullable Response> answers) {
        List<StoredState> states = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            states.add(stored(ids.get(i), answers.get(i)));
        }
        return new StoredStates(text(answers.get(ids.size())), states);
    }

    /** Writes all of it or nothing; false if somebody else wrote in between. */
    public boolean change(StateChange change) {
        return changeEach(List.of(change)).get(0);
    }

    /** Makes each of some changes, in one round trip; of each whether it was written, as by {@link #change}. */
    public List<Boolean> changeEach(List<StateChange> changes) {
        List<SharedScript.Call> calls = changes.stream()
                .map(change -> new SharedScript.Call(
                        StatesScript.keys(change),
                        StatesScript.arguments(change, UUID.randomUUID().toString())))
                .toList();
        return redis.run(StatesScript.SCRIPT, calls).stream()
                .map(answer -> answer.toInteger() == 1)
                .toList();
    }

    static Request request(String id) {
        return Request.cmd(Command.HMGET)
                .arg(CustomerKeys.state(id))
                .arg("v")
                .arg("s")
                .arg("p");
    }

    static StoredState stored(String id, @Nullable Response answer) {
        Response fields = Objects.requireNonNull(answer);
        Response stored = fields.get(1);
        EncodedState encoded = stored == null ? EncodedState.NONE : encoded(id, stored.toBytes());
        return new StoredState(id, text(fields.get(0)), encoded, text(fields.get(2)));
    }

    /** A damaged one must cost her what is capped until it is restored, but no answer. */
    private static EncodedState encoded(String customerId, byte[] stored) {
        try {
            return stored.length == 0 ? EncodedState.NONE : StateCodec.read(stored);
        } catch (IllegalArgumentException e) {
            LOG.errorf("the state of customer %s is damaged; what it held is counted again from the log", customerId);
            return EncodedState.unwritten(CustomerState.DAMAGED);
        }
    }

    private static String text(@Nullable Response response) {
        return response == null ? "" : response.toString();
    }
}

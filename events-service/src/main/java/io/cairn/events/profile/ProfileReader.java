package io.cairn.events.profile;

import io.cairn.events.identity.persistence.Customers;
import io.cairn.events.profile.persistence.History;
import io.cairn.kit.profile.ProfileLookup;
import io.cairn.kit.profile.ProfileStore;
import io.cairn.kit.profile.StoredProfile;
import io.cairn.kit.redis.RedisError;
import io.cairn.kit.redis.RedisUnavailable;
import io.cairn.model.profile.CustomerProfile;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Finds profiles: in Redis, and by folding the log where Redis has none or is away. */
@ApplicationScoped
public class ProfileReader {
    private static final Logger LOG = Logger.getLogger(ProfileReader.class);

    private final ProfileStore store;
    private final Customers customers;
    private final History history;

    ProfileReader(ProfileStore store, Customers customers, History history) {
        this.store = store;
        this.customers = customers;
        this.history = history;
    }

    /** @param id a customer's own, or an anonymous or external id of hers; empty for a stranger */
    public Optional<CustomerProfile> find(String id) throws SQLException {
        Optional<StoredProfile> stored = stored(id).filter(StoredProfile::isOfSomebody);
        return (stored.isPresent() ? stored : folded(id).filter(StoredProfile::isOfSomebody))
                .map(StoredProfile::profile);
    }

    private Optional<StoredProfile> stored(String id) {
        try {
            return store.lookup(id) instanceof ProfileLookup.Found found
                    ? Optional.of(found.stored())
                    : Optional.empty();
        } catch (RedisUnavailable | RedisError e) {
            LOG.debugf("read from the log: %s", e.getMessage());
            return Optional.empty(); // it knows as well, if slower
        }
    }

    private Optional<StoredProfile> folded(String id) throws SQLException {
        Optional<String> customerId = customers.of(id);
        return customerId.isEmpty()
                ? Optional.empty()
                : history.fold(Map.of(customerId.get(), Optional.empty())).stream()
                        .findFirst();
    }
}

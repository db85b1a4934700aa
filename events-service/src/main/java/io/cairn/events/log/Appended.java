package io.cairn.events.log;

import io.cairn.kit.profile.StoredIdentity;
import java.util.List;
import java.util.Set;

/**
 * What a request did to the log.
 *
 * @param accepted how many events it added
 * @param touched whose profiles must be up to date before it is acknowledged, the owners of duplicates included
 * @param identities which ids lead to a customer since
 * @param uncounted the messageIds of joins that do not count
 */
public record Appended(int accepted, List<Touched> touched, List<StoredIdentity> identities, Set<String> uncounted) {
    public static final Appended NOTHING = new Appended(0, List.of(), List.of(), Set.of());
}

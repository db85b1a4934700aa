package io.cairn.events.log;

import io.cairn.kit.profile.StoredIdentity;
import java.util.List;
import java.util.Set;

/**
 * What became of events that were to be logged.
 *
 * @param duplicates the messageIds of those that were there already; the others were added
 * @param touched whose profiles must be up to date before it is acknowledged, the owners of duplicates included
 * @param identities which ids lead to a customer since
 * @param uncounted the messageIds of joins that do not count
 */
public record Appended(
        Set<String> duplicates, List<Touched> touched, List<StoredIdentity> identities, Set<String> uncounted) {}

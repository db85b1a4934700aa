package io.cairn.events.identity;

import io.cairn.kit.profile.StoredIdentity;
import java.util.List;
import java.util.Set;

/**
 * Whom joins that are in the log may have changed.
 *
 * @param customerIds between whom they may have moved events; some may not be customers
 * @param identities where the joined ids lead now
 */
public record Joined(Set<String> customerIds, List<StoredIdentity> identities) {}

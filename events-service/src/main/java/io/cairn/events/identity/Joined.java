package io.cairn.events.identity;

import java.util.Set;

/**
 * What joins that are in the log may have changed.
 *
 * @param customerIds between whom they may have moved events; some may not be customers
 * @param previousIds that they joined
 * @param uncounted the messageIds of those that do not count
 */
public record Joined(Set<String> customerIds, Set<String> previousIds, Set<String> uncounted) {}

package io.cairn.events.log;

import io.cairn.kit.profile.StoredIdentity;
import java.util.List;

/**
 * What a request did to the log.
 *
 * @param accepted how many events it added
 * @param touched whose profiles must be up to date before it is acknowledged, the owners of duplicates included
 * @param identities which ids lead to a customer since
 */
public record Appended(int accepted, List<Touched> touched, List<StoredIdentity> identities) {}

package io.cairn.journey.publication;

import java.util.List;

/**
 * Which maps are live: all of them, or what changed since an earlier publication.
 *
 * @param revision grows with each change of which maps are live
 * @param maps all that are live, or those that became it
 * @param withdrawn keys of journeys that have none, or none any more
 * @param count of live maps
 */
public record Publication(long revision, List<LiveMap> maps, List<String> withdrawn, int count) {
    public Publication {
        maps = List.copyOf(maps);
        withdrawn = List.copyOf(withdrawn);
    }
}

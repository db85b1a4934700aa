package io.cairn.journey.publication;

import java.util.List;

/**
 * All maps that are live.
 *
 * @param revision grows with each change of which maps are live
 */
public record Publication(long revision, List<LiveMap> maps) {
    public Publication {
        maps = List.copyOf(maps);
    }
}

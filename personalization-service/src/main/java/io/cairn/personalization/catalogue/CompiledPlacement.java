package io.cairn.personalization.catalogue;

import io.cairn.personalization.placement.Placement;

/**
 * A placement as decisions use it.
 *
 * @param version from 1, grows with each save
 */
public record CompiledPlacement(Placement placement, int version) implements CompiledItem {
    @Override
    public ItemKind kind() {
        return ItemKind.PLACEMENT;
    }

    @Override
    public String key() {
        return placement.key();
    }
}

package io.cairn.personalization.catalogue;

/** One item of the catalogue as decisions use it. */
sealed interface CompiledItem permits CompiledOffer, CompiledPlacement, CompiledRule, CompiledContactPolicy {
    int version();

    ItemKind kind();

    String key();

    default ItemId itemId() {
        return new ItemId(kind(), key());
    }
}

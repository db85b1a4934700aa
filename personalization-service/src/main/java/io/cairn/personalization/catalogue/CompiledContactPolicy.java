package io.cairn.personalization.catalogue;

import io.cairn.personalization.contact.ContactPolicy;

/**
 * The contact policy as decisions use it.
 *
 * @param version 0 until one is saved
 */
public record CompiledContactPolicy(ContactPolicy policy, int version) implements CompiledItem {
    public static final CompiledContactPolicy DEFAULT = new CompiledContactPolicy(ContactPolicy.DEFAULT, 0);

    @Override
    public ItemKind kind() {
        return ItemKind.CONTACT_POLICY;
    }

    @Override
    public String key() {
        return ItemKind.POLICY_KEY;
    }
}

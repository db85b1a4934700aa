package io.cairn.personalization.catalogue;

import io.cairn.model.condition.Condition;
import io.cairn.personalization.rule.Rule;
import org.jspecify.annotations.Nullable;

/**
 * A rule as decisions use it.
 *
 * @param version from 1, grows with each save
 * @param when null: always
 * @param ranking null: by the offer's value
 */
public record CompiledRule(Rule rule, int version, @Nullable Condition when, @Nullable Condition ranking)
        implements CompiledItem {
    @Override
    public ItemKind kind() {
        return ItemKind.RULE;
    }

    @Override
    public String key() {
        return rule.key();
    }
}

package io.cairn.personalization.catalogue;

import io.cairn.model.condition.Condition;
import io.cairn.personalization.offer.Offer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An offer as decisions use it.
 *
 * @param version from 1, grows with each save
 * @param eligibility null: everybody
 */
public record CompiledOffer(
        Offer offer, int version, @Nullable Condition eligibility, List<CompiledRepresentation> representations)
        implements CompiledItem {
    public CompiledOffer {
        representations = List.copyOf(representations);
    }

    @Override
    public ItemKind kind() {
        return ItemKind.OFFER;
    }

    @Override
    public String key() {
        return offer.key();
    }

    /**
     * The representation for a channel and a locale: of the locale ({@code de-AT}), of what it is part of ({@code de}),
     * without a locale, the first. Empty if the offer has none for the channel.
     */
    public Optional<CompiledRepresentation> representation(String channel, @Nullable String locale) {
        List<CompiledRepresentation> ofChannel = representations.stream()
                .filter(candidate -> candidate.representation().channel().equals(channel))
                .toList();
        for (String tag = locale == null ? "" : locale.toLowerCase(Locale.ROOT); !tag.isEmpty(); tag = parent(tag)) {
            for (CompiledRepresentation candidate : ofChannel) {
                if (tag.equalsIgnoreCase(candidate.representation().locale())) {
                    return Optional.of(candidate);
                }
            }
        }
        return ofChannel.stream()
                .filter(candidate -> candidate.representation().locale() == null)
                .findFirst()
                .or(() -> ofChannel.stream().findFirst());
    }

    private static String parent(String tag) {
        return tag.substring(0, Math.max(0, tag.lastIndexOf('-')));
    }
}

package io.cairn.personalization.offer;

import io.cairn.personalization.wire.FieldFaults;
import java.util.Collections;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An offer's content for a channel and locale.
 *
 * @param locale a BCP 47 tag; absent: for every locale that has none of its own
 * @param content fields by name: texts are templates, other values go out as they are
 */
@Schema(requiredProperties = {"channel", "content"})
public record Representation(
        @Schema(examples = "email") String channel,
        @Schema(examples = "en") @Nullable String locale,
        @Schema(examples = "{\"subject\":\"Still thinking, {traits.firstName ?: 'friend'}?\"}")
                Map<String, Object> content) {
    private static final int MAX_FIELDS = 100;

    public Representation {
        FieldFaults faults = new FieldFaults();
        faults.key("channel", channel);
        faults.check(locale == null || isLocale(locale), "locale", "must be a BCP 47 language tag such as de or de-AT");
        faults.check(content != null, "content", "must be an object");
        // values may be null: they go out as they are
        content = content == null ? Map.of() : Collections.unmodifiableMap(content);
        faults.check(content.size() <= MAX_FIELDS, "content", "must hold at most " + MAX_FIELDS + " fields");
        faults.orThrow();
    }

    private static boolean isLocale(String tag) {
        try {
            new Locale.Builder().setLanguageTag(tag);
            return !tag.isEmpty();
        } catch (IllformedLocaleException e) {
            return false;
        }
    }
}

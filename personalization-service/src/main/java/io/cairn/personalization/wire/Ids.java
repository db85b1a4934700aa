package io.cairn.personalization.wire;

import io.cairn.kit.problem.ProblemException;
import io.cairn.kit.profile.HashedIds;
import io.cairn.model.event.LoggedEvent;
import io.cairn.model.json.Texts;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ids and keys in paths, queries and bodies: 1 to 255 characters. */
public final class Ids {
    private static final Set<String> IN_CLEAR = Set.of("email", "phone");
    private static final Set<String> ADDRESS_HASHES = Set.of("email" + HashedIds.SUFFIX, "phone" + HashedIds.SUFFIX);
    private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");

    private Ids() {}

    /** One that must be there. @throws ProblemException 400 naming it */
    public static String required(String pointer, @Nullable String value) {
        if (value == null) {
            throw ProblemException.malformed(pointer, "must be there");
        }
        String fault = Texts.nameFault(value, LoggedEvent.MAX_ID_LENGTH);
        if (fault != null) {
            throw ProblemException.malformed(pointer, fault);
        }
        return value;
    }

    /** One that may be absent. @throws ProblemException 400 naming it */
    public static @Nullable String optional(String pointer, @Nullable String value) {
        return value == null ? null : required(pointer, value);
    }

    /**
     * A customer's, which events of hers can have: with a blank before or behind it, that of one who objected would be a stranger's,
     * who did not.
     *
     * @throws ProblemException 400 naming it
     */
    public static String customer(String pointer, @Nullable String value) {
        String id = required(pointer, value);
        if (Texts.isPadded(id)) {
            throw ProblemException.malformed(pointer, "must not begin or end with a blank");
        }
        return id;
    }

    /** What may be the key of something that need not be there. @throws ProblemException 400 naming it */
    public static String key(String pointer, String value) {
        if (!FieldFaults.isKey(value)) {
            throw ProblemException.malformed(pointer, FieldFaults.MUST_BE_KEY);
        }
        return value;
    }

    /**
     * A customer's, for a URL: those are kept in logs and histories, and an address in clear has no place there.
     *
     * @throws ProblemException 400 naming it
     */
    public static String forUrl(String pointer, @Nullable String value) {
        String id = customer(pointer, value);
        String type = id.substring(0, Math.max(0, id.indexOf(':'))).toLowerCase(Locale.ROOT);
        if (IN_CLEAR.contains(type)) {
            throw ProblemException.malformed(
                    pointer, "must not be an address in clear: ask for " + type + HashedIds.SUFFIX + ":…");
        }
        if (ADDRESS_HASHES.contains(type)
                && !HASH.matcher(id.substring(type.length() + 1)).matches()) {
            throw ProblemException.malformed(
                    pointer, "must have the 64 hexadecimal digits of a SHA-256 after " + type + ":");
        }
        return id;
    }
}

package io.cairn.kit.profile;

import java.util.Locale;

/**
 * External ids that are hashes, such as {@code email_sha256:9f86…}, and addresses: they and their types are the same in upper and in
 * lower case, or whoever objected would be a stranger, who did not, where another writes them in another case.
 */
public final class HashedIds {
    /** How the type of a hash ends. */
    public static final String SUFFIX = "_sha256";

    private static final String EMAIL = "email:";
    private static final String PHONE = "phone:";

    private HashedIds() {}

    /** Whether ids of a type are hashes. */
    public static boolean isType(String type) {
        return isHash(type, type.length());
    }

    /** The same id in lower case, if it is a hash or an address; any other as it is. */
    public static String canonical(String id) {
        int colon = id.indexOf(':');
        return colon >= 0 && (isHash(id, colon) || begins(id, EMAIL) || begins(id, PHONE))
                ? id.toLowerCase(Locale.ROOT)
                : id;
    }

    private static boolean isHash(String id, int typeEnd) {
        return id.regionMatches(true, typeEnd - SUFFIX.length(), SUFFIX, 0, SUFFIX.length());
    }

    private static boolean begins(String id, String type) {
        return id.regionMatches(true, 0, type, 0, type.length());
    }
}

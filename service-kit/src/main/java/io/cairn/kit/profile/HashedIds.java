package io.cairn.kit.profile;

import java.util.Locale;

/** External ids that are hashes, such as {@code email_sha256:9f86…}: hexadecimal digits, in upper or in lower case. */
public final class HashedIds {
    /** How the type of one ends. */
    public static final String SUFFIX = "_sha256";

    private HashedIds() {}

    /** The same id in lower case, if it is a hash; any other as it is. */
    public static String canonical(String id) {
        int colon = id.indexOf(':');
        return colon >= 0 && id.startsWith(SUFFIX, colon - SUFFIX.length())
                ? id.substring(0, colon) + id.substring(colon).toLowerCase(Locale.ROOT)
                : id;
    }
}

package io.cairn.events.ingest.rest;

import io.cairn.kit.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The attributes that the headers of a CloudEvent in binary mode carry, as its HTTP binding (§3.1.3.2) encodes them. */
final class CloudEventHeaders {
    private static final String PREFIX = "ce-";

    private CloudEventHeaders() {}

    /** By their names, without {@code ce-}. @throws ProblemException 400 if one is not UTF-8 */
    static Map<String, String> attributes(Map<String, List<String>> headers) {
        Map<String, String> attributes = new LinkedHashMap<>();
        headers.forEach((header, values) -> {
            String name = header.toLowerCase(Locale.ROOT);
            if (name.startsWith(PREFIX) && !values.isEmpty()) {
                attributes.put(
                        name.substring(PREFIX.length()),
                        decoded(name, unquoted(values.get(0).trim())));
            }
        });
        return attributes;
    }

    private static String unquoted(String value) {
        boolean isQuoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return isQuoted ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1") : value;
    }

    /** Percent-decoded; a percent sign that begins no octet is itself, as older clients do not encode it. */
    private static String decoded(String header, String value) {
        if (value.chars().anyMatch(c -> c > '~')) { // whose encoding nobody says
            throw ProblemException.malformed(header, "must be percent-encoded UTF-8");
        }
        if (value.indexOf('%') < 0) {
            return value;
        }
        ByteArrayOutputStream octets = new ByteArrayOutputStream(value.length());
        for (int i = 0; i < value.length(); i++) {
            int high = value.charAt(i) == '%' && i + 2 < value.length() ? Character.digit(value.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(value.charAt(i + 2), 16);
            if (low < 0) {
                octets.writeBytes(value.substring(i, i + 1).getBytes(StandardCharsets.UTF_8));
            } else {
                octets.write(high * 16 + low);
                i += 2;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ProblemException.malformed(header, "must be percent-encoded UTF-8");
        }
    }
}

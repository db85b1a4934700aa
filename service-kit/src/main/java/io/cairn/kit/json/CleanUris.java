package io.cairn.kit.json;

import io.cairn.kit.problem.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses addresses with characters that no store takes and nobody means: NUL, and what is not UTF-8. It looks at the
 * address as it was sent: once decoded, what was not UTF-8 looks like a U+FFFD that somebody meant.
 */
public class CleanUris {
    @ServerRequestFilter(preMatching = true)
    public void check(HttpServerRequest request) {
        String uri = request.uri();
        int end = uri.indexOf('?');
        require(end < 0 ? uri : uri.substring(0, end), "path");
        if (end >= 0) {
            for (String parameter : uri.substring(end + 1).split("&", -1)) {
                require(parameter, parameter.replaceFirst("=.*", ""));
            }
        }
    }

    private static void require(String encoded, String pointer) {
        if (encoded.indexOf('%') >= 0 && !isClean(encoded)) {
            throw ProblemException.malformed(pointer, "holds a NUL character, or bytes that are not UTF-8");
        }
    }

    private static boolean isClean(String encoded) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c != '%') {
                decoded.write(c < 0x80 ? c : '?');
                continue;
            }
            int high = i + 2 < encoded.length() ? Character.digit(encoded.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(encoded.charAt(i + 2), 16);
            int octet = high * 16 + low;
            if (low < 0 || octet == 0) {
                return false;
            }
            decoded.write(octet);
            i += 2;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(decoded.toByteArray()));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}

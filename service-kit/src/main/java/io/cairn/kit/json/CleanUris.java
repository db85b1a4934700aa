package io.cairn.kit.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.kit.problem.Problem;
import io.cairn.kit.problem.ProblemException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Refuses addresses that are too long, or have characters that no store takes and nobody means: NUL, and what is not UTF-8. It
 * looks at the address as it was sent: once decoded, what was not UTF-8 looks like a U+FFFD that somebody meant. A filter of Vert.x: one of Jakarta REST
 * costs a request several times as much. A broken escape does not come this far: Quarkus answers it 400 by itself, as the server
 * does with 414 what is longer than it reads, which is many times longer than is taken here.
 */
@ApplicationScoped
public class CleanUris {
    /** After the one that gives a correlation id, before whatever decodes the address. */
    private static final int PRIORITY = 900;

    /** The longest address that is taken, its path and query. */
    public static final int MAX_LENGTH = 4_096;

    private final ObjectMapper json;

    CleanUris(ObjectMapper json) {
        this.json = json;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext request) {
        String uri = request.request().uri();
        if (uri.length() > MAX_LENGTH) {
            answer(
                    request,
                    ProblemException.ofStatus(
                            414, "URI Too Long", "the address has more than " + MAX_LENGTH + " characters"));
            return;
        }
        Optional<String> unclean = uri.indexOf('%') < 0 ? Optional.empty() : unclean(uri);
        if (unclean.isPresent()) {
            refuse(request, unclean.get());
        } else {
            request.next();
        }
    }

    private void refuse(RoutingContext request, String pointer) {
        answer(
                request,
                ProblemException.malformed(
                        pointer, "holds a broken escape, a NUL character, or bytes that are not UTF-8"));
    }

    private void answer(RoutingContext request, ProblemException refusal) {
        Problem problem = refusal.problem();
        try {
            request.response()
                    .setStatusCode(problem.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .end(json.writeValueAsString(problem));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is not clean of it: the path, or a parameter; empty if all is. */
    static Optional<String> unclean(String uri) {
        int end = uri.indexOf('?');
        if (!isClean(end < 0 ? uri : uri.substring(0, end))) {
            return Optional.of("path");
        }
        if (end >= 0) {
            for (String parameter : uri.substring(end + 1).split("&", -1)) {
                if (!isClean(parameter)) {
                    return Optional.of(parameter.replaceFirst("=.*", ""));
                }
            }
        }
        return Optional.empty();
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

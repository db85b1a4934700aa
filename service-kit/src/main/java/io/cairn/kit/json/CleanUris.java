package io.cairn.kit.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.kit.problem.Problem;
import io.cairn.kit.problem.ProblemException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Refuses addresses with characters that no store takes and nobody means: NUL, and what is not UTF-8 or not percent-encoded.
 * It looks at the address as it was sent: once decoded, what was not UTF-8 looks like a U+FFFD that somebody meant. Before
 * anything else does, for Vert.x answers what it cannot decode with a 400 that says nothing.
 */
@Singleton
public class CleanUris {
    private static final int BEFORE_AUTHENTICATION = 1_000;

    private final ObjectMapper mapper;

    CleanUris(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_AUTHENTICATION);
    }

    private void check(RoutingContext context) {
        Optional<String> fault = fault(context.request().uri());
        if (fault.isEmpty()) {
            context.next();
            return;
        }
        Problem problem = ProblemException.malformed(
                        fault.get(), "holds a NUL character, or bytes that are not UTF-8 or not percent-encoded")
                .problem();
        try {
            context.response()
                    .setStatusCode(problem.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .putHeader(HttpHeaders.CONNECTION, "close") // a body is not read
                    .end(mapper.writeValueAsString(problem));
        } catch (JsonProcessingException e) {
            context.fail(e);
        }
    }

    /** What is at fault: {@code path}, or a parameter's name. */
    private static Optional<String> fault(String uri) {
        if (uri.indexOf('%') < 0) {
            return Optional.empty();
        }
        int end = uri.indexOf('?');
        if (!isClean(end < 0 ? uri : uri.substring(0, end))) {
            return Optional.of("path");
        }
        return end < 0
                ? Optional.empty()
                : Arrays.stream(uri.substring(end + 1).split("&", -1))
                        .filter(parameter -> !isClean(parameter))
                        .map(parameter -> parameter.replaceFirst("=.*", ""))
                        .findFirst();
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

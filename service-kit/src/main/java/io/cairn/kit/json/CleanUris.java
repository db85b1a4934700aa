package io.cairn.kit.json;

import io.cairn.kit.problem.ProblemException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses addresses with characters that no store takes and nobody means: NUL, and what was not UTF-8. */
public class CleanUris {
    @ServerRequestFilter(preMatching = true)
    public void check(ContainerRequestContext request) {
        UriInfo uri = request.getUriInfo();
        if (isUnclean(uri.getPath())) {
            throw ProblemException.malformed("path", "holds a NUL character, or bytes that are not UTF-8");
        }
        uri.getQueryParameters().forEach((name, values) -> {
            if (isUnclean(name) || values.stream().anyMatch(CleanUris::isUnclean)) {
                throw ProblemException.malformed(
                        name.replace('\0', ' '), "holds a NUL character, or bytes that are not UTF-8");
            }
        });
    }

    private static boolean isUnclean(String text) {
        return text.indexOf('\0') >= 0 || text.indexOf('\uFFFD') >= 0;
    }
}

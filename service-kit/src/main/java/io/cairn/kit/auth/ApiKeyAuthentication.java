package io.cairn.kit.auth;

import io.cairn.kit.problem.ProblemException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Knows a caller by the key in {@code Authorization}: {@code Bearer KEY}, or {@code Basic} with the key as user name. */
@ApplicationScoped
public class ApiKeyAuthentication implements HttpAuthenticationMechanism {
    /** What a caller without a key is told. */
    public static final String NEEDED =
            "an API key is needed: Authorization: Bearer KEY, or Basic with the key as user name";

    private static final String UNKNOWN = "the API key is not known";

    private static final String RESOURCES = "/v1/";

    /** Quarkus's priority for it; of two filters of one priority its own is the first. */
    private static final int AUTHENTICATION = 200;

    private final ApiKeys keys;

    ApiKeyAuthentication(ApiKeys keys) {
        this.keys = keys;
    }

    /**
     * Takes away what would answer a request whose authentication fails before it comes to its resource, where it is looked at:
     * for the sake of that answer Quarkus would build a table of all paths for each request. RESTEasy takes it away, too, then.
     */
    void register(@Observes Filters filters) {
        filters.register(
                request -> {
                    if (request.request().path().startsWith(RESOURCES)) {
                        request.remove(QuarkusHttpUser.AUTH_FAILURE_HANDLER);
                    }
                    request.next();
                },
                AUTHENTICATION);
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            return Uni.createFrom().nullItem();
        }
        Optional<String> key = key(header).filter(given -> !given.isBlank());
        return key.flatMap(keys::holder)
                .map(holder -> Uni.createFrom().item(identity(holder)))
                .orElseGet(() -> Uni.createFrom()
                        .failure(new AuthenticationFailedException(
                                ProblemException.unauthorized(key.isPresent() ? UNKNOWN : NEEDED))));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer realm=\"cairn\""));
    }

    /** Whether somebody holds the key in a request's {@code Authorization}. */
    public boolean knows(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .flatMap(ApiKeyAuthentication::key)
                .flatMap(keys::holder)
                .isPresent();
    }

    /** The key that an Authorization header carries; empty if it carries none. */
    static Optional<String> key(String header) {
        if (header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return Optional.of(header.substring(7).trim());
        }
        if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.empty();
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(header.substring(6).trim());
            String credentials = new String(decoded, StandardCharsets.UTF_8);
            int colon = credentials.indexOf(':');
            return Optional.of(colon < 0 ? credentials : credentials.substring(0, colon));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What the holder of a key may. */
    public static SecurityIdentity identity(ApiKeys.Holder holder) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(holder.name()))
                .addRoles(holder.roles())
                .build();
    }
}

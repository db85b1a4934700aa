package io.cairn.personalization.link.rest;

import io.cairn.kit.auth.Roles;
import io.cairn.kit.problem.ProblemException;
import io.cairn.personalization.link.Grant;
import io.cairn.personalization.link.SignedUrls;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.regex.Pattern;

/** Lets who has a signed URL ask for the next best action, at the placements that it names and for nothing else. */
@ApplicationScoped
public class SignedUrlAuthentication implements HttpAuthenticationMechanism {
    /** The query parameter. */
    public static final String TOKEN = "token";

    /** The identity's attribute that holds the {@link Grant}. */
    public static final String GRANT = "cairn.grant";

    /** What a link is followed by; mail clients and proxies look at it by HEAD first. */
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private static final Pattern PATH = Pattern.compile("/v1/customers/[^/]+/next-best-action");

    private final SignedUrls urls;

    SignedUrlAuthentication(SignedUrls urls) {
        this.urls = urls;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        String token = context.request().getParam(TOKEN);
        if (token == null
                || !READING.contains(context.request().method())
                || !PATH.matcher(context.request().path()).matches()) {
            return Uni.createFrom().nullItem();
        }
        return urls.grant(token)
                .map(grant -> Uni.createFrom().item(identity(grant)))
                .orElseGet(() -> Uni.createFrom()
                        .failure(new AuthenticationFailedException(
                                ProblemException.unauthorized("the token is not valid, or has expired"))));
    }

    private static SecurityIdentity identity(Grant grant) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal("signed-url"))
                .addRole(Roles.DECIDE)
                .addAttribute(GRANT, grant)
                .build();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().nullItem();
    }
}

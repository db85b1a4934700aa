package io.cairn.personalization.link;

import io.cairn.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes and reads signed URLs' tokens; off without {@code cairn.signed-urls.secret}. */
@ApplicationScoped
public class SignedUrls {
    private final Optional<Tokens> tokens;
    private final Clock clock;

    SignedUrls(@ConfigProperty(name = "cairn.signed-urls.secret") Optional<String> secret, Clock clock) {
        this.tokens = secret.map(Tokens::new);
        this.clock = clock;
    }

    /** @throws ProblemException 409 if they are off */
    public String token(Grant grant) {
        return tokens.orElseThrow(() ->
                        ProblemException.conflict("signed URLs are off: the service has no cairn.signed-urls.secret"))
                .of(grant);
    }

    /** What a token allows now; empty if nothing. */
    public Optional<Grant> grant(String token) {
        return tokens.flatMap(reader -> reader.read(token, clock.instant()));
    }
}

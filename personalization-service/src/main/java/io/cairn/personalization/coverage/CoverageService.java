package io.cairn.personalization.coverage;

import io.cairn.kit.problem.ProblemException;
import io.cairn.personalization.catalogue.Catalogue;
import io.cairn.personalization.catalogue.Catalogues;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Says where marketers have left gaps. */
@ApplicationScoped
public class CoverageService {
    private final Catalogues catalogues;
    private final Clock clock;

    CoverageService(Catalogues catalogues, Clock clock) {
        this.catalogues = catalogues;
        this.clock = clock;
    }

    /** @throws ProblemException 404 if no map of the journey is live, 503 until the catalogue is loaded */
    public Coverage coverage(String journey) {
        Catalogue catalogue = catalogues.loaded();
        return catalogue
                .map(journey)
                .map(live -> Coverage.of(live, catalogue, clock.instant()))
                .orElseThrow(() -> ProblemException.notFound("no map of journey '" + journey + "' is live"));
    }
}

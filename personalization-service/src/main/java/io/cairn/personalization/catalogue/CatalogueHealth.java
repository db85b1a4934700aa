package io.cairn.personalization.catalogue;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.inject.Produces;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready once catalogue and maps were read; well while nothing of them had to be left out. */
class CatalogueHealth {
    @Produces
    @Readiness
    HealthCheck loaded(ItemFeed items, LiveMaps maps) {
        return () -> HealthCheckResponse.named("catalogue and maps loaded")
                .status(items.isLoaded() && maps.isLoaded())
                .withData("catalogue", items.isLoaded())
                .withData("maps", maps.isLoaded())
                .build();
    }

    @Produces
    @Wellness
    HealthCheck undamaged(ItemFeed items, LiveMaps maps, Catalogues catalogues) {
        return () -> {
            Map<String, String> damagedItems = items.damaged();
            Map<String, String> damagedMaps = maps.damaged();
            Catalogue catalogue = catalogues.current();
            HealthCheckResponseBuilder response = HealthCheckResponse.named("catalogue and maps undamaged")
                    .status(damagedItems.isEmpty() && damagedMaps.isEmpty())
                    .withData("revision", catalogue.revision())
                    .withData("offers", catalogue.offers().size())
                    .withData("placements", catalogue.placements().size())
                    .withData("rules", catalogue.rules().size())
                    .withData("maps", catalogue.maps().size());
            damagedItems.forEach(response::withData);
            damagedMaps.forEach((journey, why) -> response.withData("journey " + journey, why));
            return response.build();
        };
    }
}

package io.cairn.journey;

import io.cairn.kit.test.CairnStores;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;

/** Declares, for all tests of the service, the stores that they share. */
@WithTestResource(
        value = CairnStores.class,
        scope = TestResourceScope.GLOBAL,
        initArgs = @ResourceArg(name = "database", value = "journey"))
final class JourneyStores {
    private JourneyStores() {}
}

package io.cairn.personalization;

import io.cairn.kit.test.CairnStores;
import io.cairn.kit.test.RoleKeys;
import io.cairn.kit.test.TellsFaults;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test of the running service on real stores, which all such tests share. */
@QuarkusTest
@WithTestResource(
        value = CairnStores.class,
        initArgs = @ResourceArg(name = "database", value = "personalization"),
        scope = TestResourceScope.GLOBAL)
@WithTestResource(value = RoleKeys.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = EventsServiceStandIn.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(TellsFaults.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface PersonalizationTest {}

package io.cairn.model;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.cairn.model.profile.CustomerZone;
import java.time.Clock;
import java.util.UUID;

@AnalyzeClasses(packages = "io.cairn.model", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule NO_FRAMEWORK = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..", "jakarta..", "javax.inject..", "io.vertx..", "io.smallrye..", "org.jboss..")
            .because("the model is the language that all services share, and tests, benches and tools run it bare");

    @ArchTest
    static final ArchRule NO_INPUT_OR_OUTPUT = noClasses()
            .that()
            .doNotBelongToAnyOf(CustomerZone.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.net..", "java.nio.file..", "java.nio.channels..", "java.sql..", "java.util.logging..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.io\\.(File|RandomAccessFile|PrintStream|InputStream|OutputStream).*")
            .because(
                    "the core is pure, I/O is at the edge of the services; CustomerZone reads its table off the class path");

    @ArchTest
    static final ArchRule NO_CLOCK = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .accessTargetWhere(describe("the system is asked for the time", ArchitectureTest::asksForTheTime))
            .because("time comes in as an argument, so that a decision can be replayed at any moment");

    /** Called or referred to: {@code now} of any class, whatever it takes. */
    private static boolean asksForTheTime(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        return switch (access.getTarget().getName()) {
            case "currentTimeMillis", "nanoTime" -> owner.equals("java.lang.System");
            case "<init>" -> access.getTarget().getFullName().equals("java.util.Date.<init>()");
            case "now" -> owner.startsWith("java.time.");
            default -> false;
        };
    }

    @ArchTest
    static final ArchRule NO_RANDOMNESS = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.util\\.(Random|concurrent\\.ThreadLocalRandom|SplittableRandom)")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .because("the same inputs give the same profile and the same decision");

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("io.cairn.model.(*)..")
            .should()
            .beFreeOfCycles()
            .because("events make profiles, conditions ask profiles, stages ask conditions, and nothing goes back");

    @ArchTest
    static final ArchRule CEL_STAYS_INSIDE = noClasses()
            .that()
            .resideOutsideOfPackage("io.cairn.model.condition..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.cel..")
            .because("conditions are asked through Conditions and Condition, whatever computes them");
}

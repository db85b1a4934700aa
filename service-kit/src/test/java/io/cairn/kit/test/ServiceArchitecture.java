package io.cairn.kit.test;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.cairn.kit.json.RequestBodies;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The rules that hold inside every service; a service's test extends this with its root package. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // the classes are read once, and not for each rule
public abstract class ServiceArchitecture {
    public static final ArchRule NO_CLOCK = noClasses()
            .should()
            .accessTargetWhere(describe("the system is asked for the time", ServiceArchitecture::asksForTheTime))
            .because("time comes from the injected Clock, so that a test can say what time it is");

    private final String root;
    private final JavaClasses classes;

    protected ServiceArchitecture(String root) {
        this.root = root;
        this.classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(root);
    }

    @Test
    void restAndPersistenceStayAtTheEdges() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..rest..", "..persistence..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.ws.rs..", "jakarta.persistence..", "org.hibernate..", "..panache..")
                .because("a feature's root is the domain: it must be readable and testable without HTTP or a database")
                .check(classes);
    }

    @Test
    void entitiesNeverLeavePersistence() {
        classes()
                .that()
                .areAnnotatedWith("jakarta.persistence.Entity")
                .should()
                .resideInAPackage("..persistence..")
                .andShould()
                .bePackagePrivate()
                .allowEmptyShould(true)
                .because("what the database looks like is nobody else's business")
                .check(classes);
    }

    @Test
    void nobodyAsksTheSystemForTheTime() {
        NO_CLOCK.check(classes);
    }

    /** Called or referred to: {@code now} of any class and with any zone, unless it takes a Clock. */
    private static boolean asksForTheTime(JavaAccess<?> access) {
        if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
            return false;
        }
        String owner = target.getOwner().getName();
        boolean told = target.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Clock.class));
        return switch (target.getName()) {
            case "currentTimeMillis" -> owner.equals("java.lang.System");
            case "<init>" ->
                owner.equals("java.util.Date") && target.getRawParameterTypes().isEmpty();
            case "now" -> owner.startsWith("java.time.") && !told;
            default ->
                owner.equals("java.time.Clock")
                        && (target.getName().startsWith("system")
                                || (target.getName().startsWith("tick") && !told));
        };
    }

    @Test
    void bodiesAreReadBounded() {
        classes()
                .that()
                .implement("jakarta.ws.rs.ext.MessageBodyReader")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(RequestBodies.class)
                .allowEmptyShould(true)
                .because("a body may be packed, and larger than anybody has memory for")
                .check(classes);
    }

    @Test
    void featuresFormNoCycle() {
        slices().matching(root + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("a feature that needs another is not needed by it: two that need each other are one")
                .check(classes);
    }
}

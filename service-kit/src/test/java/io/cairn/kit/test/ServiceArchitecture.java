package io.cairn.kit.test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.cairn.kit.json.RequestBodies;
import org.junit.jupiter.api.Test;

/** The rules that hold inside every service; a service's test extends this with its root package. */
public abstract class ServiceArchitecture {
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
        noClasses()
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("time comes from the injected Clock, so that a test can say what time it is")
                .check(classes);
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

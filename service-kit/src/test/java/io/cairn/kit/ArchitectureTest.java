package io.cairn.kit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.cairn.kit.clock.ClockProducer;
import io.cairn.kit.test.ServiceArchitecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void onlyTheProducerOfTheClockAsksTheSystemForTheTime() {
        ServiceArchitecture.NO_CLOCK.check(new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.cairn.kit")
                .that(not(type(ClockProducer.class))));
    }
}

package io.cairn.personalization.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cairn.kit.problem.ProblemException;
import io.cairn.model.condition.Conditions;
import java.util.List;
import org.junit.jupiter.api.Test;

class CataloguesTest {
    private final Catalogues catalogues = new Catalogues(new Conditions());

    @Test
    void nothingIsAnsweredUntilItemsAndMapsWereBothRead() {
        assertIsNotLoaded();
        catalogues.replaceItems(1, List.of());
        assertIsNotLoaded();
        catalogues.replaceMaps(List.of());
        assertThat(catalogues.loaded().revision()).isEqualTo(1);
    }

    @Test
    void mapsAloneAreNotEnough() {
        catalogues.replaceMaps(List.of());
        assertIsNotLoaded();
    }

    private void assertIsNotLoaded() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(catalogues::loaded)
                .satisfies(e -> assertThat(e.problem().status()).isEqualTo(503));
    }
}

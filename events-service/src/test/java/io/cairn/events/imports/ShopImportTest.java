package io.cairn.events.imports;

import static io.cairn.events.Service.caller;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cairn.events.EventsTest;
import io.cairn.events.Service;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A real shop's events, of which thirty repeat another to the letter. */
@EventsTest
class ShopImportTest {
    private static final Path SHOP = Path.of(System.getProperty("cairn.shared", "../shared"), "data/ecom/events.csv");

    @Inject
    Service service;

    @Test
    void importOfAShopTwiceChangesNothing() throws Exception {
        assumeTrue(Files.exists(SHOP), () -> "skipped: the licensed test data is not at " + SHOP);
        service.wipe();
        byte[] file = Files.readAllBytes(SHOP);
        int rows = (int) Files.readString(SHOP).lines().skip(1).count();
        String id = caller().contentType("text/csv")
                .body(file)
                .post("/v1/imports")
                .then()
                .statusCode(201)
                .body("preview.rejected", equalTo(0))
                .extract()
                .path("id");
        ImportTest.send(id, file).statusCode(200).body("accepted", equalTo(rows), "rejected", equalTo(0));
        assertThat(service.logged()).isEqualTo(rows);
        assertThat(service.number("SELECT count(*) FROM event WHERE message_id ~ '^import-.{24}-2$'"))
                .as("rows that repeat another")
                .isEqualTo(30);
        Map<String, String> stored = service.stored();
        ImportTest.send(id, file).statusCode(200).body("accepted", equalTo(0), "duplicates", equalTo(rows));
        assertThat(service.stored()).isEqualTo(stored);
        assertThat(service.logged()).isEqualTo(rows);
    }
}

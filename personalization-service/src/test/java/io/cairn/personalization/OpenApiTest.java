package io.cairn.personalization;

import io.cairn.kit.test.OpenApiContract;

@PersonalizationTest
class OpenApiTest extends OpenApiContract {
    OpenApiTest() {
        super("personalization-service");
    }
}

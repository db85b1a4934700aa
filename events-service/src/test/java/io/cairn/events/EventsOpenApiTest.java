package io.cairn.events;

import io.cairn.kit.test.OpenApiContract;

@EventsTest
class EventsOpenApiTest extends OpenApiContract {
    EventsOpenApiTest() {
        super("events-service");
    }
}

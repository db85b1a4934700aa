package io.cairn.events;

import io.cairn.kit.test.ServiceArchitecture;

class EventsArchitectureTest extends ServiceArchitecture {
    EventsArchitectureTest() {
        super("io.cairn.events");
    }
}

package io.cairn.journey;

import io.cairn.kit.test.ServiceArchitecture;

class ArchitectureTest extends ServiceArchitecture {
    ArchitectureTest() {
        super("io.cairn.journey");
    }
}

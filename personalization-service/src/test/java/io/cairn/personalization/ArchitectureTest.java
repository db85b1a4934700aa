package io.cairn.personalization;

import io.cairn.kit.test.ServiceArchitecture;

class ArchitectureTest extends ServiceArchitecture {
    ArchitectureTest() {
        super("io.cairn.personalization");
    }
}

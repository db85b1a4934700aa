package io.cairn.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceProcessTest {

    @Test
    void keysOfTheShellDoNotTakeThePlaceOfTheDocumentedOne() {
        Map<String, String> environment = new HashMap<>(Map.of("CAIRN_API_KEYS", "me:admin:00", "PATH", "/bin"));

        new ServiceProcess(
                        ServiceName.EVENTS,
                        1,
                        Path.of("any.jar"),
                        Path.of("any.log"),
                        Map.of("QUARKUS_PROFILE", "local"))
                .configure(environment);

        assertThat(environment)
                .doesNotContainKey("CAIRN_API_KEYS")
                .containsEntry("PATH", "/bin")
                .containsEntry("QUARKUS_PROFILE", "local");
    }
}

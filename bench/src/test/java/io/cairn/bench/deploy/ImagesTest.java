package io.cairn.bench.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docker/: what compose.yaml and the Dockerfile name is there, and no password has a default. */
class ImagesTest {
    private static final Path DOCKER = Tree.ROOT.resolve("docker").normalize();
    private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$(?:\\{([A-Z_]+)([^}]*)}|([A-Za-z_]+))");
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Set<String> SERVICES = Set.of("journey-service", "events-service", "personalization-service");

    /** Off while it is empty. */
    private static final Set<String> OPTIONAL = Set.of("CAIRN_SIGNED_URLS_SECRET");

    private final Map<String, Object> services =
            mapping(StrictYaml.read(DOCKER.resolve("compose.yaml")).get(0).get("services"));

    @Test
    void composeRunsTheStoresAndTheServicesEachWithAHealthCheck() {
        assertThat(services)
                .containsOnlyKeys("postgres", "redis", "journey-service", "events-service", "personalization-service");
        assertThat(services.values())
                .allSatisfy(service -> assertThat(mapping(service)).containsKey("healthcheck"));
    }

    @Test
    void aServiceWaitsForHealthyStoresAndIsSeenOnLoopbackOnly() {
        for (String name : SERVICES) {
            var service = mapping(services.get(name));
            assertThat(service.get("depends_on"))
                    .isEqualTo(Map.of(
                            "postgres", Map.of("condition", "service_healthy"),
                            "redis", Map.of("condition", "service_healthy")));
            assertThat((List<?>) service.get("ports")).allMatch(port -> ((String) port).startsWith("127.0.0.1:"));
            assertThat(mapping(service.get("build")).get("args")).isEqualTo(Map.of("SERVICE", name));
            assertThat(mapping(service.get("environment")))
                    .containsKeys(
                            "QUARKUS_DATASOURCE_JDBC_URL",
                            "QUARKUS_DATASOURCE_USERNAME",
                            "QUARKUS_DATASOURCE_PASSWORD",
                            "QUARKUS_REDIS_HOSTS",
                            "CAIRN_API_KEYS");
        }
        assertThat(mapping(services.get("postgres"))).doesNotContainKey("ports");
        assertThat(mapping(services.get("redis"))).doesNotContainKey("ports");
    }

    @Test
    void everyVariableButTheOptionalIsRequiredAndAllAreInTheExampleWithoutAValue() throws IOException {
        var used = new TreeSet<String>();
        var matcher = VARIABLE.matcher(Files.readString(DOCKER.resolve("compose.yaml")));
        while (matcher.find()) {
            assertThat(matcher.group(2))
                    .as(matcher.group())
                    .startsWith(OPTIONAL.contains(matcher.group(1)) ? ":-" : ":?");
            used.add(matcher.group(1));
        }
        assertThat(used).containsAll(OPTIONAL);
        var example = Files.readAllLines(DOCKER.resolve(".env.example")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        assertThat(example)
                .containsExactlyInAnyOrderElementsOf(
                        used.stream().map(name -> name + "=").toList());
    }

    @Test
    void everyFileThatTheImageIsMadeOfIsThereAndPassesTheIgnoreFile() throws IOException {
        List<String> ignore = Files.readAllLines(Tree.ROOT.resolve(".dockerignore"));
        for (String line : Files.readAllLines(DOCKER.resolve("Dockerfile"))) {
            if (line.startsWith("COPY ") && !line.contains("--from=")) {
                var words = Arrays.stream(line.split(" +"))
                        .filter(word -> !word.startsWith("--"))
                        .toList();
                assertThat(Tree.ROOT.resolve(words.get(1))).exists();
                assertThat(ignore).as(line).contains("!" + words.get(1));
            }
        }
        assertThat(SERVICES)
                .allSatisfy(service -> assertThat(Tree.ROOT.resolve(service)).isDirectory());
        assertThat(DOCKER.resolve("healthcheck.sh")).isExecutable();
        assertThat(DOCKER.resolve("postgres/init-databases.sh")).isExecutable();
    }

    @Test
    void everyModuleOfTheBuildHasItsPomInTheImagesBuildStage() throws IOException {
        List<String> copied = Files.readAllLines(DOCKER.resolve("Dockerfile")).stream()
                .filter(line -> line.startsWith("COPY ") && !line.contains("--from="))
                .map(line -> List.of(line.split(" +", -1)).get(1))
                .toList();
        List<String> ignore = Files.readAllLines(Tree.ROOT.resolve(".dockerignore"));
        var modules = MODULE.matcher(Files.readString(Tree.ROOT.resolve("pom.xml")))
                .results()
                .map(module -> module.group(1))
                .toList();
        assertThat(modules).contains("service-kit");
        for (String module : modules) {
            // Maven reads the POM of every module, whichever it is to build
            assertThat(copied).containsAnyOf(module, module + "/pom.xml");
            assertThat(ignore).containsAnyOf("!" + module, "!" + module + "/pom.xml");
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> mapping(Object value) {
        return (Map<String, Object>) value;
    }
}

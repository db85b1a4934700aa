package io.cairn.bench.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** One host fronts all three services, by the resource name after /v1/. */
class IngressTest {
    /** Where events-service says what Segment's clients for browsers, Swift and Kotlin call its paths. */
    private static final String ADMISSION = "events-service/src/main/java/io/cairn/events/ingest/rest/Admission.java";

    private static final Pattern SHORT_NAME = Pattern.compile("\"(/v1/[a-z])\", \"(/v1/[a-z]+)\"");

    private final Deployed production =
            new Deployed("production", Tree.asWritten(Tree.K8S.resolve("overlays/production")));

    @Test
    void everyPathLeadsToAPortOfAService() {
        for (var path : paths()) {
            var backend = path.getBackend().getService();
            var service = production.find(Service.class, backend.getName()).orElseThrow();
            assertThat(service.getSpec().getPorts())
                    .extracting(ServicePort::getName)
                    .contains(backend.getPort().getName());
            assertThat(path.getPathType()).isEqualTo("Prefix");
        }
    }

    @Test
    void noPathIsRoutedTwice() {
        assertThat(paths()).extracting(HTTPIngressPath::getPath).doesNotHaveDuplicates();
    }

    @Test
    void everyDocumentedOperationIsRoutedToItsService() throws IOException {
        Path directory = Tree.ROOT.resolve("docs/openapi");
        assumeTrue(Files.isDirectory(directory), "docs/openapi is not there yet");
        var routed = routed();
        try (var files = Files.list(directory)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                String service = file.getFileName().toString().replaceFirst("(-service)?\\.yaml$", "-service");
                for (String path : documentedPaths(file)) {
                    String[] parts = path.split("/", -1);
                    assertThat(routed).as(file + " " + path).containsEntry("/v1/" + parts[2], service);
                }
            }
        }
    }

    @Test
    void theShortNamesThatClientsUseAreRoutedAsTheNamesInFull() throws IOException {
        var routed = routed();
        var shortNames = SHORT_NAME
                .matcher(Files.readString(Tree.ROOT.resolve(ADMISSION)))
                .results()
                .toList();
        assertThat(shortNames).hasSize(7);
        for (var names : shortNames) {
            assertThat(routed).containsEntry(names.group(1), routed.get(names.group(2)));
        }
    }

    private Map<String, String> routed() {
        var routed = new TreeMap<String, String>();
        paths().forEach(path ->
                routed.put(path.getPath(), path.getBackend().getService().getName()));
        return routed;
    }

    private static List<String> documentedPaths(Path file) {
        var paths = (Map<?, ?>) StrictYaml.read(file).get(0).get("paths");
        return paths.keySet().stream()
                .map(String::valueOf)
                .filter(path -> path.startsWith("/v1/"))
                .toList();
    }

    private List<HTTPIngressPath> paths() {
        var ingress = production.find(Ingress.class, "cairn").orElseThrow();
        return ingress.getSpec().getRules().get(0).getHttp().getPaths();
    }
}

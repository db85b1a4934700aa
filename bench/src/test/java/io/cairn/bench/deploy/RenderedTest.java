package io.cairn.bench.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What kubectl renders of each overlay: patches applied, every pod restricted. Skipped where there is no kubectl. */
class RenderedTest {
    private static final Map<String, Deployed> RENDERED = new HashMap<>();

    @BeforeAll
    static void render() throws Exception {
        boolean present = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "kubectl")));
        assumeTrue(present, "kubectl is not on the PATH: the overlays are only checked as they are written");
        for (Path overlay : Tree.overlays()) {
            RENDERED.put(overlay.getFileName().toString(), rendered(overlay));
        }
    }

    static Stream<String> overlays() {
        return Tree.overlays().stream().map(overlay -> overlay.getFileName().toString());
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void referencesHoldAfterRendering(String overlay) throws IOException {
        var checks = new ManifestsTest();
        var deployed = deployed(overlay);
        checks.everySelectorFindsItsPods(deployed);
        checks.everyServicePortIsOneOfItsPods(deployed);
        checks.everyServiceIsProbedOnAPortThatItHas(deployed);
        checks.everySecretIsDocumentedAndEveryServiceAccountIsThere(deployed);
        checks.everyNetworkPolicyMeansPodsThatExist(deployed);
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everythingIsInTheOverlaysNamespace(String overlay) {
        assertThat(deployed(overlay).resources())
                .filteredOn(resource -> !resource.getKind().equals("Namespace"))
                .extracting(resource -> resource.getMetadata().getNamespace())
                .containsOnly(overlay.equals("dev") ? "cairn-dev" : "cairn");
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyPodPassesTheRestrictedStandardOnAReadOnlyRoot(String overlay) {
        for (var workload : deployed(overlay).workloads()) {
            assertRestricted(workload.name(), workload.pod());
        }
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyContainerIsBoundedAndCanWriteToWhatItMounts(String overlay) {
        for (var workload : deployed(overlay).workloads()) {
            for (var container : workload.pod().getContainers()) {
                assertBounded(container.getResources());
                assertThat(container.getVolumeMounts())
                        .as(workload.name())
                        .filteredOn(mount -> !mount.getName().equals("data")) // a claim of the StatefulSet
                        .allMatch(mount -> workload.pod().getVolumes().stream()
                                .anyMatch(volume -> volume.getName().equals(mount.getName())));
            }
        }
    }

    @Test
    void productionRunsEachServiceTwiceAtLeastAndDevelopmentOnce() {
        assertThat(deployed("production").all(HorizontalPodAutoscaler.class))
                .hasSize(3)
                .allMatch(scaler -> scaler.getSpec().getMinReplicas() >= 2);
        assertThat(deployed("dev").all(HorizontalPodAutoscaler.class)).isEmpty();
        assertThat(deployed("dev").all(Deployment.class))
                .hasSize(3)
                .allMatch(deployment -> deployment.getSpec().getReplicas() == 1);
    }

    private static void assertRestricted(String name, PodSpec pod) {
        assertThat(pod.getAutomountServiceAccountToken()).as(name).isFalse();
        assertThat(pod.getTerminationGracePeriodSeconds()).as(name).isGreaterThanOrEqualTo(30);
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).as(name).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).as(name).isPositive();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType())
                .as(name)
                .isEqualTo("RuntimeDefault");
        for (Container container : pod.getContainers()) {
            var context = container.getSecurityContext();
            assertThat(context.getReadOnlyRootFilesystem()).as(name).isTrue();
            assertThat(context.getAllowPrivilegeEscalation()).as(name).isFalse();
            assertThat(context.getCapabilities().getDrop()).as(name).containsExactly("ALL");
        }
    }

    private static void assertBounded(ResourceRequirements resources) {
        assertThat(resources.getRequests()).containsKeys("cpu", "memory");
        assertThat(resources.getLimits()).containsKey("memory");
        assertThat(resources.getRequests().get("memory").getNumericalAmount())
                .isLessThanOrEqualTo(resources.getLimits().get("memory").getNumericalAmount());
    }

    private static Deployed deployed(String overlay) {
        return RENDERED.get(overlay);
    }

    private static Deployed rendered(Path overlay) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("kustomize", ".err");
        var process = new ProcessBuilder("kubectl", "kustomize", overlay.toString())
                .redirectError(errors.toFile())
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        String said = Files.readString(errors);
        Files.delete(errors);
        assertThat(exit).as(said).isZero();
        assertThat(said).as("warnings").isEmpty();
        List<HasMetadata> resources = StrictYaml.parse(text, overlay.toString()).stream()
                .map(document -> Kinds.resource(document, overlay.toString()))
                .toList();
        return new Deployed(overlay + " rendered", resources);
    }
}

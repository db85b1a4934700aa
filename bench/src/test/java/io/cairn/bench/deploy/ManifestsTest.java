package io.cairn.bench.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every manifest as it is written: strictly parsed, and what refers to another finds it. */
class ManifestsTest {
    static Stream<Path> manifests() {
        return Tree.files().stream()
                .filter(file -> file.toString().endsWith(".yaml"))
                .filter(file -> !file.endsWith("kustomization.yaml"));
    }

    static Stream<Deployed> deployed() {
        return Stream.concat(Stream.of(Tree.K8S.resolve("base")), Tree.overlays().stream())
                .map(directory -> new Deployed(Tree.K8S.relativize(directory).toString(), Tree.asWritten(directory)));
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void everyFieldIsOneThatKubernetesKnows(Path file) {
        assertThat(Tree.manifest(file)).isNotEmpty();
    }

    @Test
    void aMistypedFieldADuplicateKeyAndAnUnquotedNumberAreRefused() {
        String service = "apiVersion: v1\nkind: Service\nmetadata: {name: x}\n";
        assertThatThrownBy(() -> parse(service + "spec: {selektor: {a: b}}")).hasMessageContaining("selektor");
        assertThatThrownBy(() -> parse(service + "kind: Service")).hasMessageContaining("duplicate key");
        assertThatThrownBy(() -> parse(service + "spec: {selector: {a: 1}}")).hasMessageContaining("String");
        assertThatThrownBy(() -> parse("apiVersion: v1\nkind: Secret")).hasMessageContaining("not a kind expected");
    }

    @Test
    void everyFileIsReferredToAndEveryReferenceIsAFile() throws IOException {
        var referenced = new TreeSet<Path>();
        Tree.overlays().forEach(overlay -> referenced.addAll(Tree.referenced(overlay)));
        assertThat(Tree.files())
                .filteredOn(file -> !file.getFileName().toString().equals("README.md"))
                .containsExactlyElementsOf(referenced);
        assertThat(Files.readString(Tree.K8S.resolve("overlays/dev/init-databases.sh")))
                .as("kustomize reads no file outside its directory, so this one is a copy")
                .isEqualTo(Files.readString(Tree.ROOT.resolve("docker/postgres/init-databases.sh")));
    }

    @ParameterizedTest
    @MethodSource("deployed")
    void everySelectorFindsItsPods(Deployed deployed) {
        for (var workload : deployed.workloads()) {
            assertThat(workload.carries(workload.selector().getMatchLabels()))
                    .as(workload.name())
                    .isTrue();
        }
        for (var budget : deployed.all(PodDisruptionBudget.class)) {
            assertThat(deployed.carrying(budget.getSpec().getSelector().getMatchLabels()))
                    .as(budget.getMetadata().getName())
                    .hasSize(1);
        }
        for (var scaler : deployed.all(HorizontalPodAutoscaler.class)) {
            String target = scaler.getSpec().getScaleTargetRef().getName();
            assertThat(deployed.find(Deployment.class, target)).as(target).isPresent();
        }
    }

    @ParameterizedTest
    @MethodSource("deployed")
    void everyServicePortIsOneOfItsPods(Deployed deployed) {
        assertThat(deployed.all(Service.class)).isNotEmpty();
        for (var service : deployed.all(Service.class)) {
            var pods = deployed.carrying(service.getSpec().getSelector());
            assertThat(pods).as(service.getMetadata().getName()).hasSize(1);
            for (var port : service.getSpec().getPorts()) {
                assertThat(pods.get(0).listensOn(port.getTargetPort()))
                        .as(service.getMetadata().getName())
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("deployed")
    void everyServiceIsProbedOnAPortThatItHas(Deployed deployed) {
        for (var deployment : deployed.all(Deployment.class)) {
            for (var container : deployment.getSpec().getTemplate().getSpec().getContainers()) {
                var probes = Stream.of(
                        container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe());
                assertThat(probes)
                        .as(deployment.getMetadata().getName())
                        .allMatch(probe -> Deployed.declares(container, port(probe)));
                assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/q/health/live");
                assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/q/health/ready");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("deployed")
    void noPodAsksToBeScrapedWithoutAKey(Deployed deployed) {
        for (var workload : deployed.workloads()) {
            var annotations = workload.template().getMetadata().getAnnotations();
            assertThat(annotations == null ? Map.of() : annotations)
                    .as(workload.name())
                    .doesNotContainKey("prometheus.io/scrape");
        }
    }

    @Test
    void signedUrlsAreOffWhereThereIsNoSecretForThem() {
        var base = new Deployed("base", Tree.asWritten(Tree.K8S.resolve("base")));
        var optional = base.workloads().stream()
                .flatMap(workload -> workload.secrets()
                        .filter(secret -> Boolean.TRUE.equals(secret.getOptional()))
                        .map(secret -> workload.name() + " " + secret.getName()))
                .toList();
        assertThat(optional).containsExactly("personalization-service cairn-signed-urls");
    }

    @ParameterizedTest
    @MethodSource("deployed")
    void everySecretIsDocumentedAndEveryServiceAccountIsThere(Deployed deployed) throws IOException {
        String readme = Files.readString(Tree.K8S.resolve("README.md"));
        for (var workload : deployed.workloads()) {
            assertThat(workload.secrets()).as(workload.name()).isNotEmpty().allSatisfy(secret -> assertThat(readme)
                    .contains("| `" + secret.getName() + "` | `" + secret.getKey() + "` |"));
            String account = workload.pod().getServiceAccountName();
            if (account != null) {
                assertThat(deployed.find(ServiceAccount.class, account))
                        .as(account)
                        .isPresent();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("deployed")
    void everyNetworkPolicyMeansPodsThatExist(Deployed deployed) {
        assertThat(deployed.find(NetworkPolicy.class, "default-deny"))
                .hasValueSatisfying(
                        policy -> assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress"));
        for (var policy : deployed.all(NetworkPolicy.class)) {
            var spec = policy.getSpec();
            assertThat(deployed.carrying(spec.getPodSelector().getMatchLabels()))
                    .as(policy.getMetadata().getName())
                    .isNotEmpty();
            var peers = Stream.concat(
                    spec.getIngress().stream().flatMap(rule -> rule.getFrom().stream()),
                    spec.getEgress().stream().flatMap(rule -> rule.getTo().stream()));
            assertThat(peers.map(NetworkPolicyPeer::getPodSelector).filter(Objects::nonNull))
                    .as(policy.getMetadata().getName())
                    .allSatisfy(peer ->
                            assertThat(deployed.carrying(peer.getMatchLabels())).isNotEmpty());
        }
    }

    private static IntOrString port(Probe probe) {
        return probe.getHttpGet().getPort();
    }

    private static List<?> parse(String text) {
        return StrictYaml.parse(text, "test").stream()
                .map(document -> Kinds.resource(document, "test"))
                .toList();
    }
}

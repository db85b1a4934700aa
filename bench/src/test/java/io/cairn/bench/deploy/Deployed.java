package io.cairn.bench.deploy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A set of resources that are deployed together, and the questions that are asked of it. */
record Deployed(String name, List<HasMetadata> resources) {

    /** A Deployment or StatefulSet, as far as both are alike. */
    record Workload(String name, LabelSelector selector, PodTemplateSpec template) {
        PodSpec pod() {
            return template.getSpec();
        }

        boolean carries(@Nullable Map<String, String> labels) {
            Map<String, String> own = template.getMetadata().getLabels();
            return labels == null || own.entrySet().containsAll(labels.entrySet());
        }

        /** Whether a container listens on this port, given by its name or its number. */
        boolean listensOn(IntOrString port) {
            return pod().getContainers().stream().anyMatch(container -> declares(container, port));
        }

        Stream<SecretKeySelector> secrets() {
            return pod().getContainers().stream()
                    .flatMap(container -> container.getEnv().stream())
                    .filter(variable -> variable.getValueFrom() != null)
                    .map(variable -> variable.getValueFrom().getSecretKeyRef())
                    .filter(Objects::nonNull);
        }
    }

    static boolean declares(Container container, IntOrString port) {
        return container.getPorts().stream().anyMatch(declared -> is(declared, port));
    }

    private static boolean is(ContainerPort declared, IntOrString port) {
        return port.getStrVal() == null
                ? Objects.equals(declared.getContainerPort(), port.getIntVal())
                : Objects.equals(declared.getName(), port.getStrVal());
    }

    List<Workload> workloads() {
        return resources.stream().flatMap(Deployed::workload).toList();
    }

    List<Workload> carrying(@Nullable Map<String, String> labels) {
        return workloads().stream().filter(workload -> workload.carries(labels)).toList();
    }

    <T extends HasMetadata> List<T> all(Class<T> type) {
        return resources.stream().filter(type::isInstance).map(type::cast).toList();
    }

    <T extends HasMetadata> Optional<T> find(Class<T> type, String name) {
        return all(type).stream()
                .filter(resource -> resource.getMetadata().getName().equals(name))
                .findFirst();
    }

    private static Stream<Workload> workload(HasMetadata resource) {
        String name = resource.getMetadata().getName();
        if (resource instanceof Deployment deployment) {
            var spec = deployment.getSpec();
            return Stream.of(new Workload(name, spec.getSelector(), spec.getTemplate()));
        }
        if (resource instanceof StatefulSet set) {
            var spec = set.getSpec();
            return Stream.of(new Workload(name, spec.getSelector(), spec.getTemplate()));
        }
        return Stream.empty();
    }

    @Override
    public String toString() {
        return name;
    }
}

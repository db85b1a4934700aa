package io.cairn.bench.deploy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.kustomize.v1beta1.Kustomization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The files of k8s/ and how its kustomizations refer to them. */
final class Tree {
    static final Path ROOT = Path.of(System.getProperty("cairn.root", "..")).toAbsolutePath();
    static final Path K8S = ROOT.resolve("k8s").normalize();

    private Tree() {}

    /** Every file below k8s/. */
    static List<Path> files() {
        try (var paths = Files.walk(K8S)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> overlays() {
        return List.of(K8S.resolve("overlays/dev"), K8S.resolve("overlays/production"));
    }

    static Kustomization kustomization(Path directory) {
        Path file = directory.resolve("kustomization.yaml");
        return Kinds.kustomization(StrictYaml.read(file).get(0), file.toString());
    }

    /** The resources of a manifest or a patch; what only kustomize reads of a patch is left out. */
    static List<HasMetadata> manifest(Path file) {
        var resources = new ArrayList<HasMetadata>();
        for (var document : StrictYaml.read(file)) {
            var plain = new HashMap<>(document);
            plain.remove("$patch");
            resources.add(Kinds.resource(plain, file.toString()));
        }
        return resources;
    }

    /** What a kustomization deploys as it is written: patches and generators not applied. */
    static List<HasMetadata> asWritten(Path directory) {
        var resources = new ArrayList<HasMetadata>();
        for (String entry : kustomization(directory).getResources()) {
            Path path = directory.resolve(entry).normalize();
            resources.addAll(Files.isDirectory(path) ? asWritten(path) : manifest(path));
        }
        return resources;
    }

    /** Every file that a kustomization names, and itself. */
    static Set<Path> referenced(Path directory) {
        var kustomization = kustomization(directory);
        var files = new TreeSet<Path>();
        files.add(directory.resolve("kustomization.yaml"));
        for (String entry : kustomization.getResources()) {
            Path path = directory.resolve(entry).normalize();
            if (Files.isDirectory(path)) {
                files.addAll(referenced(path));
            } else {
                files.add(path);
            }
        }
        kustomization.getPatches().forEach(patch -> files.add(directory.resolve(patch.getPath())));
        kustomization
                .getConfigMapGenerator()
                .forEach(generator -> generator.getFiles().forEach(file -> files.add(directory.resolve(file))));
        return files;
    }
}

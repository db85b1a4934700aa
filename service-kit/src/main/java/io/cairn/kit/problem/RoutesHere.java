package io.cairn.kit.problem;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * What is at a request's address. RESTEasy Reactive does not say it where it refuses a request, sets no {@code Allow}, and says that
 * nothing is there if only another class than the last one that it looked at has it: this looks the address up once more, in its
 * tables and as it does.
 */
final class RoutesHere {
    private final ResteasyReactiveRequestContext request;
    private final TreeMap<String, RuntimeResource> byMethod = new TreeMap<>();

    private RoutesHere(ResteasyReactiveRequestContext request) {
        this.request = request;
        String path = request.getPathWithoutPrefix();
        var classes = new RequestMapper<>(request.getDeployment().getClassMappers());
        for (var match = classes.map(path); match != null; match = classes.continueMatching(path, match)) {
            String remaining = match.remaining;
            Stream.of(match.value.handlers)
                    .filter(ClassRoutingHandler.class::isInstance)
                    .forEach(handler -> add((ClassRoutingHandler) handler, remaining));
        }
    }

    static RoutesHere of(ContainerRequestContext request) {
        var context = ((ResteasyReactiveContainerRequestContext) request).getServerRequestContext();
        return new RoutesHere((ResteasyReactiveRequestContext) context);
    }

    private void add(ClassRoutingHandler resources, String remaining) {
        resources.getMappers().forEach((method, routes) -> {
            var match = routes.map(remaining.isEmpty() ? "/" : remaining);
            if (method != null && match != null) {
                byMethod.putIfAbsent(method, match.value);
            }
        });
    }

    /** Whether something is here, but not by the request's method. */
    boolean isMethodWrong() {
        return !isOneChosen() && !byMethod.isEmpty() && here().isEmpty();
    }

    /** Whether the request came as far as a resource's method. */
    boolean isOneChosen() {
        return request.getTarget() != null;
    }

    /** The methods that are possible, in the order of the alphabet. */
    Set<String> methods() {
        Set<String> methods = new TreeSet<>(byMethod.keySet());
        methods.add(HttpMethod.OPTIONS);
        if (methods.contains(HttpMethod.GET)) {
            methods.add(HttpMethod.HEAD);
        }
        return methods;
    }

    /** The types of a body that the request's method takes, as {@code a or b}; empty if any will do. */
    Optional<String> consumed() {
        return here().map(RuntimeResource::getConsumes).flatMap(types -> anyOf(types.stream()));
    }

    /** The types that the request's method answers with, as {@code a or b}. */
    Optional<String> produced() {
        return here().map(RuntimeResource::getProduces)
                .flatMap(types -> anyOf(Stream.of(types.getSortedOriginalMediaTypes())));
    }

    private Optional<RuntimeResource> here() {
        @Nullable RuntimeResource asked = byMethod.get(request.getMethod());
        return Optional.ofNullable(
                asked == null && request.getMethod().equals(HttpMethod.HEAD) ? byMethod.get(HttpMethod.GET) : asked);
    }

    private static Optional<String> anyOf(Stream<MediaType> types) {
        return Optional.of(types.map(type -> type.getType() + "/" + type.getSubtype())
                        .distinct()
                        .collect(Collectors.joining(" or ")))
                .filter(text -> !text.isEmpty());
    }
}

package io.cairn.kit.probe;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.kit.auth.Roles;
import io.cairn.kit.paging.Page;
import io.cairn.kit.paging.PageParams;
import io.cairn.kit.problem.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

@Path("/probe")
public class ProbeResource {
    public record Box(String name, int size, Instant at, Duration per, List<Item> items) {
        public Box {
            if (size < 0) {
                throw ProblemException.malformed("/size", "must not be negative, but is " + size);
            }
            items = Objects.requireNonNullElse(items, List.of());
        }
    }

    public record Item(double value, boolean on, Kind kind) {}

    public enum Kind {
        BIG,
        SMALL
    }

    @POST
    @RolesAllowed(Roles.DESIGN)
    public Box typed(Box box) {
        return box;
    }

    @POST
    @Path("tree")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.DESIGN)
    public JsonNode tree(JsonNode tree) {
        return tree;
    }

    @GET
    @Path("list")
    @RolesAllowed(Roles.READ)
    public Page<Integer> list(@BeanParam PageParams params) {
        var request = params.request();
        int from = request.after().map(Integer::parseInt).orElse(0);
        List<Integer> found = Stream.iterate(from + 1, i -> i <= 7, i -> i + 1)
                .limit(request.limit() + 1L)
                .toList();
        return Page.of(found, request, String::valueOf);
    }

    @GET
    @Path("failing/{how}")
    @RolesAllowed(Roles.READ)
    public String fail(@PathParam("how") String how) throws Exception {
        switch (how) {
            case "database" -> throw new IllegalStateException(new SQLTransientConnectionException("gone"));
            case "unexpected" -> throw new IllegalStateException("a secret of ours");
            default -> throw ProblemException.notFound(how);
        }
    }

    @GET
    @Path("unannotated")
    public String unannotated() {
        return "nobody may see this";
    }
}

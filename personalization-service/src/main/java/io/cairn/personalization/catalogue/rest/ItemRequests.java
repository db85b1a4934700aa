package io.cairn.personalization.catalogue.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.kit.etag.EntityTags;
import io.cairn.kit.paging.Page;
import io.cairn.kit.paging.PageRequest;
import io.cairn.kit.problem.ProblemException;
import io.cairn.personalization.catalogue.CatalogueWriter;
import io.cairn.personalization.catalogue.ItemKind;
import io.cairn.personalization.catalogue.Precondition;
import io.cairn.personalization.catalogue.StoredItem;
import io.cairn.personalization.catalogue.StoredItems;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** What the requests for all kinds of items do alike. */
@Singleton
class ItemRequests {
    private static final String WARNINGS = "warnings";

    /** What an answer adds to what was saved; a body may bring it back, and it means nothing then. */
    private static final List<String> SERVER_FIELDS = List.of("key", "version", "updatedAt", WARNINGS);

    private final CatalogueWriter writer;
    private final StoredItems stored;
    private final ObjectMapper mapper;
    private final SecurityIdentity caller;

    ItemRequests(CatalogueWriter writer, StoredItems stored, ObjectMapper mapper, SecurityIdentity caller) {
        this.writer = writer;
        this.stored = stored;
        this.mapper = mapper;
        this.caller = caller;
    }

    Response put(ItemKind kind, String key, JsonNode body, HttpHeaders headers) {
        if (!(body instanceof ObjectNode object)) {
            throw ProblemException.malformed("", "must be an object");
        }
        ObjectNode item = object.deepCopy().without(SERVER_FIELDS);
        StoredTexts.check(item);
        CatalogueWriter.Saved saved = writer.save(
                kind, key, item, precondition(headers), caller.getPrincipal().getName());
        ObjectNode answer = answer(saved.item());
        if (!saved.warnings().isEmpty()) {
            answer.set(WARNINGS, mapper.valueToTree(saved.warnings()));
        }
        return Response.status(saved.created() ? Response.Status.CREATED : Response.Status.OK)
                .tag(tag(saved.item().version()))
                .entity(answer)
                .build();
    }

    Response get(ItemKind kind, String key) {
        StoredItem item = stored.current(kind, key)
                .orElseThrow(() -> ProblemException.notFound("there is no " + kind + " '" + key + "'"));
        return Response.ok(answer(item)).tag(tag(item.version())).build();
    }

    Response delete(ItemKind kind, String key, HttpHeaders headers) {
        writer.delete(kind, key, precondition(headers));
        return Response.noContent().build();
    }

    Page<ObjectNode> list(ItemKind kind, PageRequest request) {
        return Page.of(stored.page(kind, request), request, StoredItem::key).map(this::answer);
    }

    /** @throws ProblemException 404 if there was never such an item */
    Page<ItemVersion> versions(ItemKind kind, String key, PageRequest request) {
        List<StoredItem> versions = stored.versions(kind, key, request);
        if (versions.isEmpty() && request.after().isEmpty()) {
            throw ProblemException.notFound("there is no " + kind + " '" + key + "', and never was");
        }
        return Page.of(versions, request, item -> Integer.toString(item.version()))
                .map(ItemVersion::of);
    }

    /** @throws ProblemException 404 if there is no such version */
    Response version(ItemKind kind, String key, int version) {
        StoredItem item = stored.version(kind, key, version)
                .orElseThrow(() ->
                        ProblemException.notFound("there is no version " + version + " of " + kind + " '" + key + "'"));
        return Response.ok(answer(item)).tag(tag(item.version())).build();
    }

    /** The one contact policy, or the defaults that hold before any is saved. */
    Response policy() {
        StoredItem item =
                stored.current(ItemKind.CONTACT_POLICY, ItemKind.POLICY_KEY).orElse(null);
        ObjectNode answer =
                item == null ? mapper.createObjectNode().put("timeZone", "UTC").put("version", 0) : answer(item);
        return Response.ok(answer).tag(tag(item == null ? 0 : item.version())).build();
    }

    private ObjectNode answer(StoredItem item) {
        try {
            ObjectNode answer = mapper.createObjectNode();
            if (item.kind() != ItemKind.CONTACT_POLICY) {
                answer.put("key", item.key());
            }
            answer.setAll((ObjectNode) mapper.readTree(item.body()));
            return answer.put("version", item.version())
                    .put("updatedAt", item.savedAt().toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(item.kind() + " " + item.key() + " is damaged in the database", e);
        }
    }

    private static EntityTag tag(int version) {
        return new EntityTag(Integer.toString(version));
    }

    private static Precondition precondition(HttpHeaders headers) {
        return new Precondition(
                EntityTags.ifMatch(headers.getHeaderString(HttpHeaders.IF_MATCH)),
                EntityTags.ifNoneMatch(headers.getHeaderString(HttpHeaders.IF_NONE_MATCH)));
    }
}
